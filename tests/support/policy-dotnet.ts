/**
 * The members of .NET's types that policy expressions use, as JavaScript for the context in which they run. It finds there
 * `clock` (milliseconds), `createHash`, `createHmac`, `bytesOf` and `parseXml`.
 */
export const dotnet = `
  const define = (prototype, members) => {
    for (const [name, value] of Object.entries(members))
      Object.defineProperty(prototype, name, { value, configurable: true });
  };
  const property = (prototype, name, get) => Object.defineProperty(prototype, name, { get, configurable: true });
  define(Object.prototype, {
    ToString() { const own = this.valueOf(); return typeof own === "string" ? own : JSON.stringify(own); },
    Value(name) { return name === undefined ? this.valueOf() : this[name] ?? null; },
    SelectToken(path) { return path.split(/[.\\[\\]]+/).reduce((value, key) => value?.[key], this); },
    Properties() { return Object.entries(this).map(([Name, Value]) => ({ Name, Value: Value ?? { ToString: () => "null" } })); },
  });
  define(String.prototype, {
    ToString(format) { return format === undefined ? this.valueOf() : JSON.stringify(this.valueOf()); },
    StartsWith(text) { return this.startsWith(text); },
    Split(text) { return this.split(text); },
    Substring(from, length) { return length === undefined ? this.substring(from) : this.substring(from, from + length); },
    Contains(text) { return this.includes(text); },
    IndexOf(text) { return this.indexOf(text); },
    Replace(from, to) { return this.replaceAll(from, to); },
    ToLowerInvariant() { return this.toLowerCase(); },
    GetHashCode() { let hash = 0; for (const char of this) hash = (hash * 31 + char.codePointAt(0)) | 0; return hash; },
  });
  property(String.prototype, "Length", function () { return this.length; });
  define(Array.prototype, {
    Contains(value) { return this.includes(value); },
    Select(map) { return this.map((each) => map(each)); },
    First(matches) { const found = this.find(matches); if (found === undefined) throw new Error("no element matches"); return found; },
    Last() { return this.at(-1); },
    Add(value) { this.push(value); },
    AddRange(values) { this.push(...values); },
  });
  property(Array.prototype, "Count", function () { return this.length; });
  var JTokenType = { Null: "null", String: "string", Array: "array", Object: "object", Other: "other" };
  property(Object.prototype, "Type", function () {
    const own = this.valueOf();
    return Array.isArray(own) ? "array" : typeof own === "string" ? "string" : typeof own === "object" ? "object" : "other";
  });
  Math.Abs = Math.abs;
  Math.Min = Math.min;
  function JProperty(name, value) { this.name = name; this.value = value; }
  function JObject(...properties) { return Object.fromEntries(properties.map(({ name, value }) => [name, value])); }
  JObject.Parse = JSON.parse;
  function JArray(...content) { return content.length === 1 && Array.isArray(content[0]) ? [...content[0]] : content; }
  function List() { return []; }
  var Newtonsoft = { Json: { Formatting: { None: 0 } } };
  var string = { Join: (separator, values) => values.join(separator) };
  var int = { Parse: (text) => Number.parseInt(text, 10) };
  var Regex = { IsMatch: (text, pattern) => new RegExp(pattern).test(text) };
  var Uri = { EscapeDataString: (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase()) };
  var BitConverter = { ToString: (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("-") };
  var DateTime = { get UtcNow() { return { ToString: (format) => dotnetDate(clock, format) }; } };
  var DateTimeOffset = { get UtcNow() { return { ToUnixTimeSeconds: () => Math.floor(clock / 1000) }; } };
  function dotnetDate(ms, format) {
    if (format !== "yyyyMMddTHHmmssZ") throw new Error("no such date format: " + format);
    return new Date(ms).toISOString().replace(/[-:]|\\.\\d+/g, "");
  }
  class HMACSHA256 { constructor(key) { this.key = key; } ComputeHash(data) { return createHmac("sha256", this.key).update(data).digest(); } }
  const SHA256 = { Create: () => ({ ComputeHash: (data) => createHash("sha256").update(data).digest() }) };
  var System = { Text: { Encoding: { UTF8: { GetBytes: bytesOf } } }, Security: { Cryptography: { HMACSHA256, SHA256 } } };
  function claimsOf(claims) {
    return { GetValueOrDefault: (name, fallback) => claims[name]?.join(",") ?? fallback };
  }
  function responseOf(StatusCode, body, headers) {
    const As = () => (body.startsWith("<") ? xmlOf(parseXml(body)) : JSON.parse(body));
    const GetValueOrDefault = (name, fallback) => headers[name] ?? fallback;
    return { StatusCode, Body: { As }, Headers: { GetValueOrDefault } };
  }
  function xmlOf(elements) {
    return { Descendants: () => Array.from(elements, ([LocalName, Value]) => ({ Name: { LocalName }, Value })) };
  }
  var context = { Variables: {}, Request: { Body: { As: () => JSON.parse(context.body) } }, Response: null };
  define(context.Variables, {
    GetValueOrDefault(name, fallback) { return Object.hasOwn(this, name) ? this[name] : fallback; },
    ContainsKey(name) { return Object.hasOwn(this, name); },
  });
`;
