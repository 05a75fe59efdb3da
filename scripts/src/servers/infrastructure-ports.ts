/** The ports of the embedded servers, all on 127.0.0.1; the files in components/embedded name the same. */
export const INFRASTRUCTURE_PORTS = {
  postgres: 15_432,
  mqtt: 11_883,
  smtp: 11_025,
  inbox: 8_025,
  sandbox: 8_026,
} as const;
