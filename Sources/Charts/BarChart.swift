/// One labelled amount, with an interval where it is an estimate.
public struct Bar: Sendable {
  public var label: String
  public var value: Double
  public var interval: ClosedRange<Double>?

  public init(_ label: String, _ value: Double, interval: ClosedRange<Double>? = nil) {
    self.label = label
    self.value = value
    self.interval = interval
  }
}

/// Amounts side by side, from a common zero.
public struct BarChart: Sendable {
  public var bars: [Bar]
  public var title: String?
  public var unit: String?
  /// The whole chart, in characters.
  public var width: Int

  public init(_ bars: [Bar], title: String? = nil, unit: String? = nil, width: Int = 80) {
    self.bars = bars
    self.title = title
    self.unit = unit
    self.width = width
  }

  /// Lines of text, joined by newlines, none at the end.
  public func text(_ style: Style = Style()) -> String {
    var lines = title.map { [style.bold($0)] } ?? []
    guard !bars.isEmpty else { return (lines + ["(no data)"]).joined(separator: "\n") }
    let decimals = bars.allSatisfy { $0.value == $0.value.rounded() } ? 0 : readableDecimals(bars.map(\.value))
    let amounts = bars.map { bar in
      fixed(bar.value, decimals) + (unit.map { " " + $0 } ?? "")
        + (bar.interval.map { " [\(fixed($0.lowerBound, decimals)), \(fixed($0.upperBound, decimals))]" } ?? "")
    }
    let labelWidth = min(bars.map { displayWidth($0.label) }.max() ?? 0, max(8, width / 3))
    let amountWidth = amounts.map(displayWidth).max() ?? 0
    let room = max(8, width - labelWidth - amountWidth - 3)

    let finite = bars.map(\.value.drawable).filter(\.isFinite)
    let low = min(0, finite.min() ?? 0), high = max(0, finite.max() ?? 0)
    let scale = high > low ? Double(room) / (high - low) : 0
    let zero = Int((-low * scale).rounded(.up))
    for (bar, amount) in zip(bars, amounts) {
      let length = bar.value.drawable.isFinite ? bar.value.drawable * scale : 0
      let drawn = length < 0 ? leftward(-length, zero, style) : spaces(zero) + rightward(length, style)
      lines.append(
        (clipped(bar.label, to: labelWidth, style).leftAligned(labelWidth) + " " + style.dim(style.isUnicode ? "▏" : "|")
          + style.colored(drawn, bar.value < 0 ? Style.alarm : 0) + " " + amount).trimmedRight)
    }
    return lines.joined(separator: "\n")
  }

  private func rightward(_ length: Double, _ style: Style) -> String {
    guard style.isUnicode else { return String(repeating: "#", count: Int(length.rounded())) }
    let eighths = Int((length * 8).rounded())
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8) + (rest == 0 ? "" : String(Unicode.Scalar(0x2590 - UInt32(rest))!))
  }

  private func leftward(_ length: Double, _ zero: Int, _ style: Style) -> String {
    let halves = Int((length * 2).rounded())
    let drawn =
      style.isUnicode
      ? (halves % 2 == 0 ? "" : "▐") + String(repeating: "█", count: halves / 2)
      : String(repeating: "#", count: Int(length.rounded()))
    return drawn.rightAligned(zero)
  }
}
