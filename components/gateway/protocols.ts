const security = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security";

/** Protocols older than TLS 1.2, on both sides of a gateway. */
const oldProtocols = ["Ssl30", "Tls10", "Tls11"];

/** Cipher suites without forward secrecy or with a broken cipher that a service otherwise still offers. */
const weakCiphers = [
  "TripleDes168",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_RSA_WITH_AES_256_CBC_SHA256",
  "TLS_RSA_WITH_AES_128_CBC_SHA256",
  "TLS_RSA_WITH_AES_256_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA",
];

/**
 * Custom properties of a service that leave TLS 1.2 and later with strong cipher suites.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers
 */
export const closedProtocols: Readonly<Record<string, string>> = Object.fromEntries([
  ...["Protocols", "Backend.Protocols"].flatMap((side) =>
    oldProtocols.map((protocol) => [`${security}.${side}.${protocol}`, "False"]),
  ),
  ...weakCiphers.map((cipher) => [`${security}.Ciphers.${cipher}`, "False"]),
]) as Readonly<Record<string, string>>;
