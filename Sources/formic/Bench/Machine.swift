import CKernels
import CProbe
import Charts
import Glibc
import Interface

/// This machine's limits, probed in the same run as what is compared with them.
struct Machine {
  let processor: String
  let cores: Int
  /// f32, one core, a multiply-add counting as two.
  let peakGigaflops: Double
  /// An empty call of a C function.
  let callNanoseconds: Double

  init() {
    processor = Files.text(of: "/proc/cpuinfo").flatMap(Self.modelName) ?? "unknown processor"
    cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var operations = 0.0
    let peak = Sampling(count: 31) { Double(probe_fma(8, &operations)) }
    peakGigaflops = operations / peak.minimum
    let calls = Sampling(count: 31) {
      var x: Int64 = 0
      for _ in 0..<1000 { x = probe_call(x) }
      return Double(x)
    }
    callNanoseconds = calls.minimum / 1000
  }

  /// The variant of the kernels in use: `avx512`, `avx2`, `neon`, `serial`.
  var kernelPath: String { String(cString: ck_live_kernels().pointee.path) }

  /// What every figure needs beside it.
  var line: String {
    "machine: \(processor), \(cores) cores, kernels \(kernelPath); one core: \(fixed(peakGigaflops, 0)) GFLOP/s f32, "
      + Self.levels.map { "\($0.name) \(fixed(Self.readGigabytes(workingSet: $0.bytes), 0))" }.joined(separator: ", ")
      + " GB/s, empty C call \(fixed(callNanoseconds, 1)) ns"
  }

  var value: Value {
    var table = Table()
    table["processor"] = .string(processor)
    table["cores"] = .integer(Int64(cores))
    table["kernels"] = .string(kernelPath)
    table["peak_gflops"] = .number(peakGigaflops)
    table["call_ns"] = .number(callNanoseconds)
    for level in Self.levels { table["read_gb_per_s_\(level.name)"] = .number(Self.readGigabytes(workingSet: level.bytes)) }
    return .table(table)
  }

  /// Working sets that lie well within each level of an ordinary processor's memory.
  private static let levels: [(name: String, bytes: Int)] = [("L1", 16 << 10), ("L2", 384 << 10), ("L3", 6 << 20), ("DRAM", 256 << 20)]

  /// Gigabytes a second one core reads from `bytes` of memory again and again, from whatever cache holds them.
  static func readGigabytes(workingSet bytes: Int) -> Double {
    let size = max(4096, (bytes + 1023) / 1024 * 1024)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    defer { memory.deallocate() }
    memset(memory, 1, size)
    return Double(size) / Sampling(count: size > 64 << 20 ? 5 : 31) { Double(probe_read(memory, size)) }.minimum
  }

  private static func modelName(_ text: String) -> String? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") || $0.hasPrefix("Model") }
    return line?.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == " " || $0 == "\t" } }.map(String.init)
  }
}
