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
