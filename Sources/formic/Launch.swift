import ArgumentParser
import Glibc
import Scripting

/// The program from its command line to its exit status.
enum Launch {
  /// 0: done, 1: failed, 2: the command line was wrong, 130: interrupted.
  static func status(of words: [String]) -> Int32 {
    // A parent may have left it ignored; then a script would write on and on after `head` has gone.
    signal(SIGPIPE, SIG_DFL)
    occupyClosedDescriptors()
    switch Front.reading(words) {
    case .version:
      put(Release.text + "\n", to: 1)
      return 0
    case .problem(let problem):
      put("formic: \(problem)\nusage: formic [options] [script [arguments]]   (formic --help says more)\n", to: 2)
      return 2
    case .script(let invocation): return Interpreter.run(invocation)
    case .subcommand(let words, let color): return status(ofSubcommand: words, color)
    }
  }

  /// A parent may have closed a standard stream. Its number must not go to the next file opened: reading a closed
  /// input, or writing a closed output, still fails.
  private static func occupyClosedDescriptors() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
      _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)  // takes the lowest number free, which is this one
    }
  }

  private static func status(ofSubcommand words: [String], _ color: ColorMode?) -> Int32 {
    if words == ["help"] || words.first == "--help" {
      put(Root.helpMessage() + "\n", to: 1)
      return 0
    }
    do {
      GlobalOptions.inherited = color
      var command = try Subcommands.parseAsRoot(words)
      try command.run()
      return 0
    } catch let failure as CommandFailure {
      put("formic: \(failure)\n", to: 2)
      return 1
    } catch let error as UsageError {
      put("formic: \(error)\n", to: 2)
      return 2
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let code = Subcommands.exitCode(for: error)
      let text = Subcommands.fullMessage(for: error)
      put(text.hasSuffix("\n") ? text : text + "\n", to: code == .success ? 1 : 2)
      return code == .validationFailure ? 2 : code.rawValue
    }
  }
}
