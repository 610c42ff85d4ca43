import Glibc
import Kernels
import Testing

@Suite struct NpyTests {
  let folder: String

  init() {
    var template = Array("/tmp/formic-npy-XXXXXX".utf8CString)
    folder = String(cString: mkdtemp(&template))
  }

  func write(_ bytes: [UInt8], _ name: String = "a.npy") -> String {
    let path = "\(folder)/\(name)", file = fopen(path, "wb")!
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  func read(_ path: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let file = fopen(path, "rb")!
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    fclose(file)
    return bytes
  }

  func file(_ header: String, payload: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let text = Array(header.utf8)
    let length = version == 1 ? [UInt8(text.count & 0xFF), UInt8(text.count >> 8)] : [UInt8(text.count & 0xFF), UInt8(text.count >> 8), 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + payload
  }

  /// The documented layout, byte for byte: what numpy 2 itself writes for `numpy.save(f, numpy.arange(3, dtype='<f4'))`.
  @Test func `a saved vector has numpy's bytes`() throws {
    let path = "\(folder)/v.npy"
    try Npy.save(Vector([0, 1, 2] as [Float]), to: path)
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }"
    let padded = header + String(repeating: " ", count: 118 - header.count - 1) + "\n"
    #expect(read(path) == file(padded, payload: [0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]))
  }

  @Test func `what is saved is loaded, in every type and shape`() throws {
    let path = "\(folder)/round.npy"
    for type in ElementType.allCases {
      for count in [0, 1, 5] {
        let vector = try Vector((0..<count).map { Int64($0 % 2) }).converted(to: type)
        try Npy.save(vector, to: path)
        #expect(try Npy.loadVector(path).isEqual(to: vector))
      }
      let matrix = try Matrix((0..<6).map { Int64($0 % 2) }, rows: 2, columns: 3).converted(to: type)
      try Npy.save(matrix.transpose(), to: path)
      #expect(try Npy.loadMatrix(path).isEqual(to: matrix.transpose()), "a strided matrix is written in its own order")
    }
  }

  @Test func `bytes and Fortran order and other versions are read`() throws {
    let bytes = write(file("{'descr': '|i1', 'fortran_order': False, 'shape': (2, 2), }\n", payload: [1, 0xFF, 0x80, 127], version: 2))
    #expect(try Npy.loadMatrix(bytes).asArray(of: Float.self) == [1, -1, -128, 127])
    #expect(try Npy.loadBytes(bytes).bytes == [1, 0xFF, 0x80, 127])
    let fortran = write(file("{\"shape\":(2,3),\"fortran_order\":True,\"descr\":\"|u1\"}", payload: [1, 2, 3, 4, 5, 6]))
    #expect(try Npy.loadMatrix(fortran).asArray(of: Float.self) == [1, 3, 5, 2, 4, 6])
    let scalar = write(file("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", payload: [7, 0, 0, 0, 0, 0, 0, 0]))
    #expect(try Npy.loadVector(scalar).asArray(of: Int64.self) == [7])
  }

  @Test func `the bundled files are read`() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let matrix = try Npy.loadMatrix("\(root)/scripts/data/rtt/planetlab-490-slice01.f32.npy")
    #expect(matrix.rows == 490 && matrix.columns == 490 && matrix.type == .f32)
    let (header, bytes) = try Npy.loadBytes("\(root)/scripts/data/clinc150/embeddings.i8.npy")
    #expect(header.format == .i8 && header.shape == [23_700, 384] && bytes.count == 23_700 * 384)
    #expect(try Npy.loadVector("\(root)/scripts/data/clinc150/scales.f32.npy").count == 23_700)
  }

  @Test func `a malformed file is one clear error that names it`() throws {
    let good = file("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", payload: [UInt8](repeating: 0, count: 12))
    var cases: [(bytes: [UInt8], problem: String)] = (0..<good.count).map { (Array(good.prefix($0)), "") }  // truncated anywhere
    func header(_ text: String, _ problem: String, payload: Int = 12) { cases.append((file(text, payload: [UInt8](repeating: 0, count: payload)), problem)) }
    cases.append((Array("not numpy at all".utf8), "is not a .npy file"))
    cases.append((good + [0], "the file has 13 after its header"))
    header("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }", "shape 1000000000000 of <f4 needs 4000000000000 bytes; the file has 12")
    header("{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 4000000000), }", "more than 2⁶³ bytes")
    header("{'descr': '>f4', 'fortran_order': False, 'shape': (3,), }", "elements are '>f4'; supported: <f4 <f8")
    header("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1, 1), }", "has 3 dimensions")
    header("{'descr': '<f4', 'fortran_order': False, 'shape': (-3,), }", "not a tuple of whole numbers")
    header("{'descr': '<f4', 'shape': (3,), }", "lacks descr, fortran_order or shape")
    header("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'extra': 'x', }", "unknown key 'extra'")
    header("{'descr': '<f4' 'fortran_order': False, 'shape': (3,)}", "malformed at byte")
    header("{'descr': '<f4", "without an end")
    header("", "malformed at byte 0")
    header("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), } x", "goes on after")
    for (bytes, problem) in cases {
      let path = write(bytes, "bad.npy")
      let error = try #require(throws: NpyError.self) { try Npy.load(path) }
      #expect(error.path == path && error.description.hasPrefix(path))
      #expect(error.problem.contains(problem) || problem.isEmpty, "\(error.problem)")
    }
    #expect(throws: NpyError.self) { try Npy.load("\(folder)/missing.npy") }
    #expect(throws: NpyError.self) { try Npy.load(folder) }
    #expect(throws: NpyError.self) { try Npy.save(Vector([1.0]), to: "\(folder)/no/such/folder.npy") }
    #expect(throws: NpyError.self) { try Npy.save(Vector([1.0]), to: "/dev/full") }
  }
}
