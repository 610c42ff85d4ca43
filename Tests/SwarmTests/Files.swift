import Glibc

/// The bundled data of a name, from the package's own folder.
func data(_ path: String) -> String {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let name = "/\(root)/scripts/data/\(path)"
  guard let file = fopen(name, "r") else { fatalError("\(name) is missing") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
  return String(decoding: bytes, as: UTF8.self)
}
