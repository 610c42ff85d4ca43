import ArgumentParser
import Scripting

/// Options every subcommand has.
struct GlobalOptions: ParsableArguments {
  /// `--color` before the subcommand.
  nonisolated(unsafe) static var inherited: ColorMode?

  @Option(name: .customLong("color"), help: "When to colour the output: auto, always or never.")
  private var given: ColorMode?

  var color: ColorMode { given ?? Self.inherited ?? .auto }
}
