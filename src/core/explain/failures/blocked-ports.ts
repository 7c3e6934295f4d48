// The ports that fetch() and browsers refuse (Fetch standard, "port blocking"), with the service that each belongs to.

/** The service for which a port is blocked; `undefined` for a port that is not. */
export const blockedPort = (port: number): string | undefined => BLOCKED.get(port);

const BLOCKED: ReadonlyMap<number, string> = new Map(
  `0:reserved 1:tcpmux 7:echo 9:discard 11:systat 13:daytime 15:netstat 17:qotd 19:chargen 20:FTP-data 21:FTP 22:SSH 23:Telnet 25:SMTP 37:time 42:name 43:whois 53:DNS 69:TFTP 77:rje 79:finger 87:ttylink 95:supdup 101:hostname 102:iso-tsap 103:gppitnp 104:acr-nema 109:POP2 110:POP3 111:sunrpc 113:auth 115:SFTP 117:uucp-path 119:NNTP 123:NTP 135:epmap 137:NetBIOS 139:NetBIOS 143:IMAP 161:SNMP 179:BGP 389:LDAP 427:SVRLOC 465:SMTPS 512:exec 513:login 514:shell 515:printer 526:tempo 530:courier 531:chat 532:netnews 540:uucp 548:AFP 554:RTSP 556:remotefs 563:NNTPS 587:mail-submission 601:syslog 636:LDAPS 989:FTPS-data 990:FTPS 993:IMAPS 995:POP3S 1719:H.323 1720:H.323 1723:PPTP 2049:NFS 3659:apple-sasl 4045:NFS-lock 4190:Sieve 5060:SIP 5061:SIPS 6000:X11 6566:SANE 6665:IRC 6666:IRC 6667:IRC 6668:IRC 6669:IRC 6679:IRCS 6697:IRCS 10080:Amanda`
    .split(' ')
    .map((pair) => {
      const [port, service = ''] = pair.split(':');
      return [Number(port), service];
    }),
);
