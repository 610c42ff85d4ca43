import Glibc
public import LuaRuntime

/// Reads, evaluates and prints on the terminal until Ctrl-D.
///
/// The state should print to `configuration.output`. Call from the thread that owns `state`.
///
/// - Returns: the process's exit status.
public func runInteractive(state: LuaState, configuration: SessionConfiguration) -> Int32 {
  guard var session = Session(state, configuration) else {
    write(STDERR_FILENO, "formic: no line editor: out of memory\n")
    return 1
  }
  return session.run()
}

private struct Session {
  private let state: LuaState
  private let output: Output
  private let terminal: Terminal
  private let historyFile: HistoryFile?
  private var historyIsWritable = true
  private let evaluation: Evaluation
  private let banner: String

  init?(_ state: LuaState, _ configuration: SessionConfiguration) {
    let appearance = streamAppearance(STDOUT_FILENO, configuration.colour)
    let output = configuration.output
    let help = HelpIndex(configuration.modules, more: configuration.help)
    let evaluation = Evaluation(state, appearance, help)
    var complaint: String?
    let path = configuration.historyPath ?? HistoryFile.standardPath(environment: environment)
    historyFile = path.map { HistoryFile(path: $0) }
    var entries: [String] = []
    do throws(HistoryFile.Failure) {
      entries = try historyFile?.load(limit: 5000) ?? []
    } catch {
      complaint = error.description
    }
    let names = StateNames(state: state, words: configuration.words, topics: { help.topics })
    let questions = Terminal.Questions(
      isIncomplete: { evaluation.isIncomplete($0) },
      completion: { Completion(before: $0, names: names) },
      pendingOutput: { output.take() })
    guard
      let terminal = Terminal(
        appearance: appearance, history: HistoryBrowser(entries), wake: output.wakeDescriptor, questions: questions)
    else { return nil }
    self.state = state
    self.output = output
    self.terminal = terminal
    self.evaluation = evaluation
    banner = configuration.banner
    do throws(LuaError) {
      try HelpFunction(index: help) { output.write(appearance.encoded($0)) }.install(in: state)
    } catch {
      warn(error.message)
    }
    if let complaint {
      warn("\(complaint); this session's entries will not be kept")
      historyIsWritable = false
    }
  }

  mutating func run() -> Int32 {
    if !banner.isEmpty { output.write(banner + "\n") }
    while true {
      LuaInterrupt.clear()
      output.beginEditing()
      let outcome = terminal.read()
      output.endEditing()
      switch outcome {
      case .text(let text):
        guard !Submission.isBlank(text) else { continue }
        remember(text)
        evaluate(text)
      case .interrupted: continue
      case .end: return 0
      case .terminated(let signal): Terminal.die(of: signal)
      }
    }
  }

  private func evaluate(_ text: String) {
    switch evaluation.run(text, width: Terminal.width) {
    case .success(let printed): if !printed.isEmpty { output.write(printed + "\n") }
    case .failure(let report): write(STDERR_FILENO, report.text + "\n")
    }
  }

  private mutating func remember(_ text: String) {
    guard terminal.remember(text), let historyFile, historyIsWritable else { return }
    do throws(HistoryFile.Failure) {
      try historyFile.append(text)
    } catch {
      historyIsWritable = false
      warn("\(error); this session's entries will not be kept")
    }
  }

  private func warn(_ text: String) { write(STDERR_FILENO, "formic: \(text)\n") }
}
