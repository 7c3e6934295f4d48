// The error codes of RST_STREAM and GOAWAY in words (RFC 9113 section 7).

export const ERROR_WORDS: Readonly<Record<string, string>> = {
  NO_ERROR: 'an orderly end',
  PROTOCOL_ERROR: 'a rule of the protocol was broken',
  INTERNAL_ERROR: 'the other side failed',
  FLOW_CONTROL_ERROR: 'more data was sent than the window allowed',
  SETTINGS_TIMEOUT: 'settings were not acknowledged in time',
  STREAM_CLOSED: 'a frame came for a stream that was closed',
  FRAME_SIZE_ERROR: 'a frame had a wrong size',
  REFUSED_STREAM: 'the request was not handled at all and may be retried',
  CANCEL: 'the stream is no longer needed',
  COMPRESSION_ERROR: 'the compressed fields could not be read',
  CONNECT_ERROR: 'the connection behind a CONNECT was reset',
  ENHANCE_YOUR_CALM: 'the other side finds the load excessive: slow down',
  INADEQUATE_SECURITY: 'the TLS connection is too weak for HTTP/2',
  HTTP_1_1_REQUIRED: 'this resource needs HTTP/1.1',
};

/** What to do next, where the code says enough. */
export const ERROR_STEPS: Readonly<Record<string, string>> = {
  REFUSED_STREAM: 'It is certain that nothing was done with the request: it may be sent again, whatever its method is.',
  HTTP_1_1_REQUIRED: 'Write HTTP/1.1 in the request line.',
  ENHANCE_YOUR_CALM: 'Wait before you send more.',
  CANCEL: 'The server has lost interest in the response; its log will say why.',
  INTERNAL_ERROR: 'Look into the log of the server.',
  PROTOCOL_ERROR: 'Look at the fields of the request: names, pseudo-fields and Content-Length are what servers refuse.',
  COMPRESSION_ERROR: 'Use another connection: the tables of both sides no longer agree.',
  INADEQUATE_SECURITY: 'A newer TLS version or cipher is needed.',
};
