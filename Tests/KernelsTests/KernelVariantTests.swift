import CKernels
import Glibc
import Kernels
import Testing

/// Every variant this CPU has, with its name.
private var variants: [UnsafePointer<ck_kernels>] { (0..<4).compactMap { ck_variant($0) } }

@Suite struct KernelVariantTests {
  static func draws(_ count: Int, _ name: String) -> [Float] {
    var random = RandomStream(seed: 17, name)
    return (0..<count).map { _ in Float(random.normal()) }
  }

  @Test func `the live variant is the best this machine has, or the one asked for`() {
    let wanted = getenv("FORMIC_KERNELS").map { String(cString: $0) }
    print("kernels: live \(KernelVariant.live); available \(KernelVariant.available.joined(separator: " "))")
    #expect(KernelVariant.available.first == "serial")
    #expect(KernelVariant.live == (wanted.flatMap { KernelVariant.available.contains($0) ? $0 : nil } ?? KernelVariant.available.last))
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 63, 64, 65, 127, 200, 1000, 4099])
  func `reductions have the same bits in every variant`(count: Int) {
    let x = Self.draws(count, "x"), y = Self.draws(count, "y")
    let (xd, yd) = (x.map(Double.init), y.map { Double($0) / 3 })
    let serial = variants[0].pointee
    for variant in variants.dropFirst().map(\.pointee) {
      #expect(variant.sum_f32(x, count) == serial.sum_f32(x, count))
      #expect(variant.dot_f32(x, y, count) == serial.dot_f32(x, y, count))
      #expect(variant.squared_distance_f32(x, y, count) == serial.squared_distance_f32(x, y, count))
      #expect(variant.max_f32(x, count) == serial.max_f32(x, count))
      #expect(variant.min_f32(x, count) == serial.min_f32(x, count))
      #expect(variant.sum_f64(xd, count) == serial.sum_f64(xd, count))
      #expect(variant.dot_f64(xd, yd, count) == serial.dot_f64(xd, yd, count))
      #expect(variant.squared_distance_f64(xd, yd, count) == serial.squared_distance_f64(xd, yd, count))
    }
  }

  @Test(arguments: [(1, 1), (5, 3), (7, 64), (33, 100), (150, 384)])
  func `matrix kernels have the same bits in every variant`(rows: Int, columns: Int) {
    let a = Self.draws(rows * columns, "a"), x = Self.draws(columns, "x"), z = Self.draws(rows, "z")
    func results(_ kernels: ck_kernels) -> [[Float]] {
      var y = [Float](repeating: 0, count: rows), yt = x, product = [Float](repeating: 0, count: rows * rows), byRows = product, soft = x, exp = x
      kernels.gemv_f32(a, columns, rows, columns, x, &y)
      kernels.gemv_transposed_f32(a, columns, rows, columns, z, &yt)
      _ = kernels.gemm_f32(rows, rows, columns, a, columns, 1, a, 1, columns, &product, rows)
      kernels.gemm_by_rows_f32(rows, rows, columns, a, columns, a, columns, &byRows, rows)
      kernels.softmax_f32(x, &soft, columns)
      kernels.exp_f32(x, &exp, columns)
      return [y, yt, product, byRows, soft, exp]
    }
    let serial = results(variants[0].pointee)
    for variant in variants.dropFirst() { #expect(results(variant.pointee) == serial) }
  }

  @Test(arguments: [1, 7, 16, 100, 1068])
  func `an Adam step is the definition, operation by operation, in every variant`(count: Int) {
    let g = Self.draws(count, "g"), squares = Self.draws(count, "s").map { $0 * $0 }
    let (b1, b2, rate, scale) = (0.9 as Float, 0.999 as Float, 0.03 as Float, 7 as Float)
    var mean = Self.draws(count, "m"), square = squares, x = Self.draws(count, "x")
    let start = (mean, square, x)
    for i in 0..<count {
      mean[i] = b1 * mean[i] + (1 - b1) * g[i]
      square[i] = b2 * square[i] + (1 - b2) * g[i] * g[i]
      x[i] -= rate * mean[i] / ((square[i] * scale).squareRoot() + 1e-8)
    }
    for variant in variants.map(\.pointee) {
      var found = start
      variant.adam_f32(g, &found.0, &found.1, &found.2, count, b1, b2, rate, scale)
      #expect(found == (mean, square, x))
    }
  }

  @Test(arguments: [32, 64])
  func `int8 products have the same bits in every variant`(group: Int) {
    var random = RandomStream(seed: 5, "i8")
    for columns in [1, 31, 32, 33, 64, 65, 100, 384, 768] {
      let w = (0..<7 * columns).map { _ in Int8(random.below(255) - 127) }, x = (0..<columns).map { _ in Int8(random.below(255) - 127) }
      let scales = (0..<7 * ((columns + group - 1) / group)).map { _ in Float(random.uniform()) }
      func result(_ kernels: ck_kernels) -> [Float] {
        var y = [Float](repeating: 0, count: 7)
        kernels.gemv_i8(w, scales, group, 7, columns, x, 0.02, &y)
        return y
      }
      let serial = result(variants[0].pointee)
      for variant in variants.dropFirst() { #expect(result(variant.pointee) == serial) }
      let groups = (columns + group - 1) / group
      for i in 0..<7 {
        let exact = (0..<columns).reduce(0.0) { $0 + Double(scales[i * groups + $1 / group]) * Double(w[i * columns + $1]) * Double(x[$1]) } * Double(0.02 as Float)
        let size = (0..<columns).reduce(0.0) { $0 + abs(Double(w[i * columns + $1]) * Double(x[$1])) } * 0.02
        #expect(abs(Double(serial[i]) - exact) <= 1e-6 * size)
      }
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 192, 384, 1000, 1 << 17])
  func `a product of int8 vectors is exact in every variant`(count: Int) {
    var random = RandomStream(seed: 6, "i8")
    for extreme in [false, true] {
      let x = (0..<count).map { _ in extreme ? -127 : Int8(random.below(255) - 127) }, y = (0..<count).map { _ in extreme ? 127 : Int8(random.below(255) - 127) }
      let exact = zip(x, y).reduce(0) { $0 + Int($1.0) * Int($1.1) }
      for variant in variants.map(\.pointee) { #expect(Int(variant.dot_i8(x, y, count)) == exact) }
    }
  }

  @Test(arguments: [1, 16, 100, 1000, 5000])
  func `a reduction is within its error bound of a Double reference`(count: Int) {
    let x = Self.draws(count, "p"), y = Self.draws(count, "q")
    let exact = zip(x, y).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let magnitude = zip(x, y).reduce(0.0) { $0 + abs(Double($1.0) * Double($1.1)) }
    // One rounding a step of a lane, and of the tree: (n / 64 + 8) · u.
    let bound = (Double(count) / 64 + 8) * Double(Float.ulpOfOne) / 2 * magnitude
    #expect(abs(Double(ck_dot_f32(x, y, count)) - exact) <= bound)
    #expect(abs(Double(ck_sum_f32(x, count)) - x.reduce(0.0) { $0 + Double($1) }) <= (Double(count) / 64 + 8) * 6e-8 * x.reduce(0.0) { $0 + abs(Double($1)) })
  }

  @Test(arguments: [(1, 1, 1), (13, 40, 300), (64, 64, 64), (70, 129, 513)])
  func `a product of matrices is what the definition says, whatever the strides`(m: Int, n: Int, k: Int) {
    let a = Self.draws(m * k, "ga"), b = Self.draws(k * n, "gb")
    let transposedA = (0..<k * m).map { a[$0 % m * k + $0 / m] }
    var c = [Float](repeating: 7, count: m * n), again = c
    #expect(ck_live_kernels().pointee.gemm_f32(m, n, k, a, k, 1, b, n, 1, &c, n) == CK_DONE)
    #expect(ck_live_kernels().pointee.gemm_f32(m, n, k, transposedA, 1, m, b, n, 1, &again, n) == CK_DONE)
    #expect(c == again)
    for i in 0..<m {
      for j in 0..<n {
        var (exact, magnitude) = (0.0, 0.0)
        for p in 0..<k {
          exact += Double(a[i * k + p]) * Double(b[p * n + j])
          magnitude += abs(Double(a[i * k + p]) * Double(b[p * n + j]))
        }
        guard abs(Double(c[i * n + j]) - exact) <= 2 * Double(k) * 6e-8 * magnitude else {
          Issue.record("element (\(i), \(j)) is \(c[i * n + j]), not \(exact)")
          return
        }
      }
    }
  }

  @Test func `a row of gemv is a dot product, bit for bit`() {
    let a = Self.draws(9 * 77, "rows"), x = Self.draws(77, "x")
    var y = [Float](repeating: 0, count: 9)
    ck_gemv_f32(a, 77, 9, 77, x, &y)
    a.withUnsafeBufferPointer { rows in
      for i in 0..<9 { #expect(y[i] == ck_dot_f32(rows.baseAddress! + i * 77, x, 77)) }
    }
  }

  @Test func `exp in f32 is within 1,5 ulp, and right at its ends`() {
    var worst = 0.0
    let x = (0...200_000).map { -87 + Float($0) * (175.7 / 200_000) }
    var y = x
    ck_live_kernels().pointee.exp_f32(x, &y, x.count)
    for (x, y) in zip(x, y) where y.isFinite { worst = max(worst, abs(Double(y) - ck_exp(Double(x))) / Double(Float(ck_exp(Double(x))).ulp)) }
    #expect(worst < 1.5)
    var ends: [Float] = [0, -.infinity, .infinity, -104, -150, 89, .nan, -95]
    ck_live_kernels().pointee.exp_f32(ends, &ends, ends.count)
    #expect(ends[0] == 1 && ends[1] == 0 && ends[2] == .infinity && ends[3] == 0 && ends[4] == 0 && ends[5] == .infinity && ends[6].isNaN)
    #expect(ends[7] > 0 && ends[7] < .leastNormalMagnitude)
  }

  @Test func `NEON gives the bytes x86 gives, under qemu`() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let pipe = try #require(popen("/\(root)/scripts/neon_check 2>&1", "r"))
    var output = ""
    var line = [CChar](repeating: 0, count: 1000)
    while fgets(&line, Int32(line.count), pipe) != nil { output += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }
    #expect(pclose(pipe) == 0, "\(output)")
    #expect(output.contains("neon: ") && output.contains("bytes equal"), "\(output)")
  }
}
