public import Interface
import Charts
import Glibc

/// How far a long piece of work has come, on the standard error: one line redrawn on a terminal, now and then a
/// line elsewhere.
public final class Progress: Describable {
  public static var className: String { "progress" }

  private let label: String
  private let total: Double?
  private let unit: String
  private let session: ScriptSession
  private let isTerminal = isatty(2) == 1
  private let start = monotonicSeconds()
  private var done = 0.0
  private var note = ""
  private var lastShown: Double?
  private var isFinished = false

  init(label: String, total: Double?, unit: String, _ session: ScriptSession) {
    self.label = label
    self.total = total
    self.unit = unit
    self.session = session
  }

  /// Shows the state if the reader has had time for the last one: 0.1 s on a terminal, 5 s in a log.
  func update(_ done: Double, _ note: String?) {
    guard !isFinished else { return }
    self.done = done
    if let note { self.note = note }
    let now = monotonicSeconds()
    guard now - (lastShown ?? (isTerminal ? start - 1 : start)) >= (isTerminal ? 0.1 : 5) else { return }
    lastShown = now
    show(now, isLast: false)
  }

  public var card: Card {
    let seconds = monotonicSeconds() - start
    let share = total.map { $0 > 0 ? done / $0 : 1 }
    let amount = Readable.number(done) + (total.map { " of \(Readable.number($0))" } ?? "") + (unit.isEmpty ? "" : " " + unit)
    return Card(
      "progress", [label, share.map { "\(Int(min(1, max(0, $0)) * 100))%" } ?? "", amount, "after \(Readable.duration(seconds))", note, isFinished ? "finished" : ""])
  }

  /// Shows the final state and ends the line. Idempotent.
  func finish() {
    guard !isFinished else { return }
    isFinished = true
    show(monotonicSeconds(), isLast: true)
  }

  private func show(_ now: Double, isLast: Bool) {
    let state = ProgressState(label: label, done: done, total: total, unit: unit, seconds: now - start, note: note, isLast: isLast)
    let line =
      isTerminal
      ? "\r\u{1B}[K" + state.line(width: session.width(of: 2) - 1, isTerminal: true, session.style(of: 2)) + (isLast ? "\n" : "")
      : state.line(width: 200, isTerminal: false, Style(isUnicode: ScriptSession.isUTF8Locale)) + "\n"
    put(line, to: 2)
  }
}

/// One moment of a piece of work, as text.
public struct ProgressState: Sendable {
  public var label: String
  public var done: Double
  public var total: Double?
  /// Of the rate: "tasks", "s".
  public var unit: String
  public var seconds: Double
  public var note: String
  public var isLast: Bool

  public init(label: String, done: Double, total: Double?, unit: String = "", seconds: Double, note: String = "", isLast: Bool = false) {
    self.label = label
    self.done = done
    self.total = total
    self.unit = unit
    self.seconds = seconds
    self.note = note
    self.isLast = isLast
  }

  /// `label ████▌     45%  4,500/s  ETA 12 s  note`, the bar only on a terminal.
  public func line(width: Int, isTerminal: Bool, _ style: Style) -> String {
    let rate = seconds > 0.001 ? done / seconds : 0
    var facts: [String] = []
    if let total, total > 0 {
      let share = min(1, max(0, done / total))
      if isTerminal { facts.append(progressBar(share, cells: min(30, max(8, width / 4)), style)) }
      facts.append("\(Int(share * 100))%")
    } else {
      facts.append(amount(done))
    }
    if rate > 0 { facts.append("\(amount(rate))\(unit.isEmpty ? "" : " " + unit)/s") }
    if isLast {
      facts.append("in \(Readable.duration(seconds))")
    } else if let total, rate > 0, done < total {
      facts.append("ETA \(Readable.duration((total - done) / rate))")
    }
    if !note.isEmpty { facts.append(note) }
    let text = (label.isEmpty ? "" : label + (isTerminal ? " " : ": ")) + facts.joined(separator: "  ")
    return clipped(text, to: width, style)
  }
}

/// Three significant digits, with k, M or G: `950`, `4.52k`, `12.3M`.
private func amount(_ value: Double) -> String {
  let (scaled, suffix) = value >= 1e9 ? (value / 1e9, "G") : value >= 1e6 ? (value / 1e6, "M") : value >= 1e4 ? (value / 1e3, "k") : (value, "")
  let decimals = scaled == scaled.rounded() && suffix.isEmpty ? 0 : scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2
  return fixed(scaled, decimals) + suffix
}

/// Seconds since some fixed moment; never runs backwards.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
