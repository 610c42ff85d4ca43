import CProbe
import Glibc

/// This machine's limits, probed in the same run as what is compared with them.
struct Machine {
  let processor: String
  let cores: Int
  let vectorBits = Int(probe_vector_bits())
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

  /// Gigabytes a second one core reads from `bytes` of memory again and again, from whatever cache holds them.
  static func readGigabytes(workingSet bytes: Int) -> Double {
    let size = max(4096, (bytes + 1023) / 1024 * 1024)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    defer { memory.deallocate() }
    memset(memory, 1, size)
    return Double(size) / Sampling(count: 31) { Double(probe_read(memory, size)) }.minimum
  }

  private static func modelName(_ text: String) -> String? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") || $0.hasPrefix("Model") }
    return line?.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == " " || $0 == "\t" } }.map(String.init)
  }
}
