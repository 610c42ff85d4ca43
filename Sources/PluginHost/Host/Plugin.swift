public import Interface
import LuaRuntime
public import Policies

/// A plugin's text that was loaded and keeps its contract: what policies are made from.
public struct Plugin: Sendable {
  public let text: PluginText
  public let manifest: Manifest
  public let kind: PolicyKind
  let host: PluginHost

  public var identity: PolicyIdentity {
    PolicyIdentity(kind: manifest.kind, name: manifest.name, version: manifest.version.description, hash: text.hash)
  }

  /// The line of the table its text returns.
  public var line: Int { KeyLines(text.text).table }

  /// A policy without memories, in a state of its own.
  ///
  /// - Throws: what is wrong with the options, all of it.
  public func makePolicy(options: Table = Table()) throws(SwapError) -> LuaPolicy {
    let accepted = try manifest.options.accept(options, for: "\(kind.name)/\(manifest.name)")
    do throws(LuaError) { return try LuaPolicy(self, given: options, options: accepted) } catch {
      throw SwapError(problems: [PluginProblem(error, in: text).description])
    }
  }
}
