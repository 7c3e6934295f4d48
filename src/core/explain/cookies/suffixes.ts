// Some well-known public suffixes of two labels. The whole list has ten thousand entries and belongs to the jar; these are enough
// to say why a cookie for `co.uk` is refused. A suffix that is not here is simply not recognised.
const SUFFIXES: ReadonlySet<string> = new Set(
  (
    'ac.uk co.uk gov.uk ltd.uk me.uk net.uk org.uk plc.uk com.au edu.au gov.au net.au org.au co.nz net.nz org.nz ac.jp co.jp go.jp ne.jp or.jp ' +
    'co.kr or.kr com.br net.br org.br gov.br com.cn net.cn org.cn gov.cn com.tw com.hk com.sg com.my co.id co.in net.in org.in co.th com.vn ' +
    'com.ph com.pk com.tr com.ua com.pl com.mx com.ar com.co com.pe com.ve co.za org.za com.ng com.eg com.sa co.il org.il com.es com.pt co.at or.at ' +
    'github.io gitlab.io herokuapp.com vercel.app netlify.app pages.dev workers.dev web.app firebaseapp.com cloudfront.net azurewebsites.net ' +
    'appspot.com blogspot.com fly.dev onrender.com ngrok.io ngrok.app glitch.me surge.sh readthedocs.io wordpress.com'
  ).split(' '),
);

/** A top-level domain, or one of the suffixes above: a cookie for it would reach the sites of strangers. */
export const isPublicSuffix = (domain: string): boolean => !domain.includes('.') || SUFFIXES.has(domain);
