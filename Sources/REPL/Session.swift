import Glibc
import Interface
import LuaRuntime

/// Reads, evaluates and prints on the terminal until Ctrl-D.
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
  /// The frame the user looks into; nil at the session's own prompt.
  private var inspection: Inspection?

  init?(_ state: LuaState, _ configuration: SessionConfiguration) {
    let appearance = streamAppearance(STDOUT_FILENO, configuration.colour)
    let output = configuration.output
    let desk = SessionDesk()
    let help = HelpIndex(configuration.modules + [desk.module], more: configuration.help)
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
    let names = StateNames(
      state: state, environment: { evaluation.environment }, words: configuration.words, topics: { help.topics })
    let questions = Terminal.Questions(
      isIncomplete: { evaluation.isIncomplete($0) },
      completion: { Completion(before: $0, names: names) },
      signature: { Completion.signature(before: $0, names: names).map { $0.map(appearance.encoded) } },
      pendingOutput: { output.take() },
      status: { configuration.jobs.status($0, appearance.hasUnicode) })
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
      desk.session = self
      try state.install(modules: [desk.module])
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
        let count = inspection == nil ? configuration.jobs.count() : 0
        guard count > 0, !hasWarned else { return }
        hasWarned = true
        warn("\(count == 1 ? "a job is" : "\(count) jobs are") still running: jobs() shows what, Ctrl-D again stops and leaves")
      case .terminated(let signal, let draft):
        remember(draft)  // nobody had the time to send it
        configuration.jobs.stop()
        Terminal.die(of: signal)
      }
    }
  }

  // MARK: Looking into frames

  /// Lets the user into the functions that run, or into those that ran when the last error was raised.
  ///
  /// - Parameter level: the frame, from 1, the innermost.
  func inspect(level: Int) throws {
    let live = state.liveFrames()
    // A call typed at the prompt itself asks for what is past, or for another frame.
    guard live.first?.source == evaluation.chunk else { return try inspect(live, isLive: true, level: level) }
    if inspection != nil {
      try check(level, inspection!.frames)
      try inspection!.enter(level: level)
      evaluation.environment = inspection!.environment
      output.write(appearance.encoded(inspection!.card(in: state, appearance)) + "\n")
    } else {
      let failed = state.failedFrames
      guard !failed.isEmpty else {
        throw ScriptError("debug.here: nothing has failed yet; called in a function, it stops there")
      }
      try inspect(failed, isLive: false, level: level)
    }
  }

  private func check(_ level: Int, _ frames: [ScriptFrame]) throws(ScriptError) {
    guard level <= frames.count else { throw ScriptError("debug.here: level \(level): there are 1…\(frames.count)") }
  }

  private func inspect(_ frames: [ScriptFrame], isLive: Bool, level: Int) throws {
    try check(level, frames)
    let outer = inspection
    inspection = try Inspection(frames, isLive: isLive, level: level)
    evaluation.environment = inspection!.environment
    output.write(appearance.encoded(inspection!.card(in: state, appearance)) + "\n")
    terminal.show(prompt: "here> ")
    converse()
    inspection = outer
    evaluation.environment = outer?.environment
    if outer == nil { terminal.show(prompt: Terminal.prompt) }
  }

  private func evaluate(_ text: String) {
    switch evaluation.run(text, width: Terminal.width) {
    case .success(let printed): if !printed.isEmpty { show(printed) }
    case .failure(let report): write(STDERR_FILENO, report.text + "\n")
    }
    if let remark = configuration.remark() {
      output.write(StyledText(appearance.encoded(remark), .faint).rendered(hasColour: appearance.hasColour) + "\n")
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
      LuaInterrupt.clear()  // a Ctrl-C was the pager's
      if isShown { return }
    }
    output.write(text + "\n")
  }

  /// An error in it costs a report, not the session.
  func runStartupFile() {
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

  var entries: [String] { terminal.history.entries }

  var keymap: String {
    get { terminal.keymap }
    set { terminal.keymap = newValue }
  }

  var outsideEditor: OutsideEditor { OutsideEditor { [terminal] in terminal.run(command: $0) } }

  /// Makes a text the draft of the next block.
  func propose(_ text: String) { draft = text }


  /// The text of an earlier input, by its chunk's name.
  func input(_ chunk: String) -> String? { evaluation.text(of: chunk) }

  /// Prints lines in the characters the terminal has.
  func print(_ text: String) { show(appearance.encoded(text)) }
}
