/// A Lua string as the bytes it is: for what is signed, hashed or secret, where text decoding would make two strings one.
public struct Bytes: Passable {
  public var content: [UInt8]

  public init(_ content: [UInt8]) { self.content = content }
  public static func read(_ frame: any CallFrame, _ index: Int) -> Bytes { Bytes(frame.bytes(index)) }
  public func write(_ frame: any CallFrame) { frame.push(bytes: content) }
}

extension Typed where Passed == Bytes {
  public static func bytes(_ name: String, _ summary: String = "") -> Typed<Bytes> {
    Typed(Parameter(name, .string, summary))
  }
}

// For hosts whose strings are text.
extension CallFrame {
  public func bytes(_ index: Int) -> [UInt8] { Array(string(index).utf8) }
  public func push(bytes: [UInt8]) { push(String(decoding: bytes, as: UTF8.self)) }
}
