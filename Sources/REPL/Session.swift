import Glibc
public import LuaRuntime

/// Reads, evaluates and prints on the terminal until Ctrl-D.
///
/// The state should print to `configuration.output`. Call from the thread that owns `state`.
///
/// - Returns: the process's exit status.
public func runInteractive(state: LuaState, configuration: SessionConfiguration) -> Int32 {
  guard let session = Session(state, configuration) else {
    write(STDERR_FILENO, "formic: no line editor: out of memory\n")
    return 1
  }
  return session.run()
}

final class Session {
  private let state: LuaState
  private let configuration: SessionConfiguration
  private let output: Output
  private let appearance: Appearance
  private let evaluation: Evaluation
  private let terminal: Terminal
  private let pager = Pager(environment: environment)
  private let historyFile: HistoryFile?
  private var historyIsWritable = true
  /// What the next block starts with.
  private var draft: String?

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
      signature: { _ in nil },
      pendingOutput: { output.take() },
      status: { configuration.jobs.status($0).map(appearance.encoded) })
    guard
      let terminal = Terminal(
        appearance: appearance, history: HistoryBrowser(entries), wake: output.wakeDescriptor, questions: questions)
    else { return nil }
    self.state = state
    self.configuration = configuration
    self.output = output
    self.appearance = appearance
    self.evaluation = evaluation
    self.terminal = terminal
    do throws(LuaError) {
      try HelpFunction(index: help) { [unowned self] in show(appearance.encoded($0)) }.install(in: state)
      try installFunctions()
    } catch {
      warn(error.message)
    }
    if let complaint {
      warn("\(complaint); this session's entries will not be kept")
      historyIsWritable = false
    }
  }

  func run() -> Int32 {
    if !configuration.banner.isEmpty { output.write(configuration.banner + "\n") }
    runStartupFile()
    converse()
    configuration.jobs.stop()
    return 0
  }

  /// Until Ctrl-D.
  private func converse() {
    var hasWarned = false
    while true {
      LuaInterrupt.clear()
      output.beginEditing()
      let outcome = terminal.read(draft: draft)
      output.endEditing()
      draft = nil
      switch outcome {
      case .text(let text):
        hasWarned = false
        guard !Submission.isBlank(text) else { continue }
        remember(text)
        evaluate(text)
      case .interrupted: hasWarned = false
      case .end:
        let count = configuration.jobs.count()
        guard count > 0, !hasWarned else { return }
        hasWarned = true
        write(STDERR_FILENO, "formic: \(count == 1 ? "a job is" : "\(count) jobs are") still running: jobs() shows what, Ctrl-D again stops and leaves\n")
      case .terminated(let signal):
        configuration.jobs.stop()
        Terminal.die(of: signal)
      }
    }
  }

  private func evaluate(_ text: String) {
    switch evaluation.run(text, width: Terminal.width) {
    case .success(let printed): if !printed.isEmpty { show(printed) }
    case .failure(let report): write(STDERR_FILENO, report.text + "\n")
    }
  }

  /// Prints lines, by the pager where they are more than the screen holds.
  private func show(_ text: String) {
    let size = Terminal.size
    if isatty(STDOUT_FILENO) == 1, Pager.isLong(text, columns: size.columns, rows: size.rows - 1) {
      fflush(nil)
      output.beginEditing()  // what runs behind must not write into the pager's screen
      let isShown = pager.show(text)
      output.endEditing()
      if isShown { return }
    }
    output.write(text + "\n")
  }

  /// An error in it costs a report, not the session.
  private func runStartupFile() {
    guard let path = configuration.startupPath, access(path, F_OK) == 0 else { return }
    guard let text = SourceTexts.file(path) else { return warn("cannot read \(path): \(String(cString: strerror(errno)))") }
    do throws(LuaError) {
      _ = try state.load(text, chunkName: "@" + path).evaluate()
    } catch {
      write(STDERR_FILENO, evaluation.report(error) + "\n")
    }
  }

  private func remember(_ text: String) {
    guard terminal.remember(text), let historyFile, historyIsWritable else { return }
    do throws(HistoryFile.Failure) {
      try historyFile.append(text)
    } catch {
      historyIsWritable = false
      warn("\(error); this session's entries will not be kept")
    }
  }

  private func warn(_ text: String) { write(STDERR_FILENO, "formic: \(text)\n") }

  // MARK: What scripts ask of the session

  private func installFunctions() throws(LuaError) {
    let desk = SessionDesk(
      entries: { [unowned self] in terminal.history.entries },
      print: { [unowned self] in show(appearance.encoded($0)) },
      propose: { [unowned self] in draft = $0 },
      source: { [unowned self] in evaluation.place(of: $0) },
      inputs: { [unowned self] in evaluation.text(of: $0) },
      editor: OutsideEditor { [unowned self] in terminal.run(command: $0) },
      keymap: { [unowned self] in
        if let name = $0 { terminal.keymap = name }
        return terminal.keymap
      })
    try state.install(modules: [desk.module])
  }
}
