import Charts
import Scripting
import Testing

@Test func `a terminal shows a bar, the rate and what is left`() {
  let state = ProgressState(label: "tasks", done: 4500, total: 10_000, seconds: 1, note: "p95 12 ms")
  #expect(state.line(width: 79, isTerminal: true, Style()) == "tasks ████████▌··········  45%  4500/s  ETA 1.2 s  p95 12 ms")
  #expect(state.line(width: 79, isTerminal: true, Style(isUnicode: false)) == "tasks [########...........]  45%  4500/s  ETA 1.2 s  p95 12 ms")
}

@Test func `a log shows plain lines`() {
  let state = ProgressState(label: "tasks", done: 123_456, total: nil, unit: "bids", seconds: 10)
  #expect(state.line(width: 200, isTerminal: false, Style()) == "tasks: 123k  12.3k bids/s")
}

@Test func `the last state tells how long it took`() {
  let state = ProgressState(label: "", done: 10, total: 10, seconds: 185, isLast: true)
  #expect(state.line(width: 200, isTerminal: false, Style()) == "100%  0.05/s  in 3 min 05 s")
}

@Test(arguments: [10, 20, 40, 79])
func `a redrawn line never wraps`(width: Int) {
  let state = ProgressState(label: "a long label for a long piece of work", done: 1, total: 3, seconds: 7000, note: "and a note 日本")
  #expect(displayWidth(state.line(width: width, isTerminal: true, Style())) <= width)
}
