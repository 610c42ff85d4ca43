import Charts
import Glibc

/// Quantities as people read them, in cards and messages.
public enum Readable {
  /// 1234567 as "1,234,567".
  public static func count<Number: BinaryInteger>(_ number: Number) -> String {
    var digits = "\(number.magnitude)"
    var cut = digits.count - 3
    while cut > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: cut))
      cut -= 3
    }
    return (number < 0 ? "-" : "") + digits
  }

  /// "1 account", "1,200 accounts".
  public static func count(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// About five significant digits, from 10,000 on in groups: "0.00012346", "1.2346e-05", "50,000.5", "2,500,000".
  public static func number(_ value: Double) -> String {
    if (1e5..<1e9).contains(abs(value)) { return count(Int64(value.rounded())) }
    if (1e4..<1e5).contains(abs(value)) {
      let tenths = Int64((value * 10).rounded())
      return count(tenths / 10) + (tenths % 10 == 0 ? "" : ".\(abs(tenths % 10))")
    }
    if value == value.rounded(), abs(value) < 1e15 { return count(Int64(value)) }
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      _ = withVaList([value]) { vsnprintf(buffer.baseAddress!, buffer.count, "%.5g", $0) }
      return String(cString: buffer.baseAddress!)
    }
  }

  /// "640 bytes", "1.5 KiB", "37 MiB".
  public static func bytes(_ bytes: Int) -> String {
    if bytes < 1024 { return "\(bytes) byte\(bytes == 1 ? "" : "s")" }
    var amount = Double(bytes) / 1024, unit = 0
    while amount >= 1023.95, unit < 4 { (amount, unit) = (amount / 1024, unit + 1) }
    return fixed(amount, amount < 9.95 ? 1 : 0) + " " + ["KiB", "MiB", "GiB", "TiB", "PiB"][unit]
  }

  /// "420 µs", "12 ms", "0.4 s", "12 s", "3 min 05 s", "2 h 10 min".
  public static func duration(_ seconds: Double) -> String {
    if seconds > 0, seconds < 0.0000005 { return "0 µs" }
    if seconds > 0, seconds < 0.0009995 { return fixed(seconds * 1e6, 0) + " µs" }
    if seconds > 0, seconds < 0.09995 { return fixed(seconds * 1e3, seconds < 0.00995 ? 1 : 0) + " ms" }
    if seconds < 9.95 { return fixed(seconds, 1) + " s" }
    let whole = Int(min(seconds.rounded(), 1e9))
    func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(padded(whole % 60)) s" : "\(whole / 3600) h \(padded(whole % 3600 / 60)) min"
  }
}
