import CLuaBridge
import Interface
import Kernels

/// A declared function's body on its way through C, and the frame it reads.
final class FunctionBox {
  let body: Function.Body
  let frame: LuaCallFrame
  init(_ body: @escaping Function.Body, _ frame: LuaCallFrame) {
    self.body = body
    self.frame = frame
  }
}

/// What C calls. It returns before anything is raised.
let callBody: @convention(c) (UnsafeMutablePointer<fm_frame>?, UnsafeMutableRawPointer?) -> Bool = { raw, context in
  Unmanaged<FunctionBox>.fromOpaque(context.unsafelyUnwrapped)._withUnsafeGuaranteedRef { box in
    let frame = box.frame
    let outer = frame.raw
    frame.raw = raw.unsafelyUnwrapped
    defer { frame.raw = outer }
    do {
      try box.body(frame)
      return true
    } catch let error as LuaError {
      frame.fail(error.message, isLocated: true)
      return false
    } catch {
      frame.fail("\(error)", isLocated: false)
      return false
    }
  }
}

/// The arguments and results of the call in progress, one object reused for all calls of a state.
final class LuaCallFrame: CallFrame {
  @exclusivity(unchecked) var raw: UnsafeMutablePointer<fm_frame> = .allocate(capacity: 1)
  @exclusivity(unchecked) unowned(unsafe) var state: LuaState!

  var count: Int { Int(raw.pointee.count) }

  func isNone(_ index: Int) -> Bool {
    index >= count || raw.pointee.arguments[index].tag == UInt8(FM_NIL.rawValue)
  }
  func boolean(_ index: Int) -> Bool { raw.pointee.arguments[index].boolean }
  func integer(_ index: Int) -> Int64 { raw.pointee.arguments[index].integer }
  func number(_ index: Int) -> Double { raw.pointee.arguments[index].number }
  func string(_ index: Int) -> String { state.text(raw.pointee.arguments[index]) }
  func bytes(_ index: Int) -> [UInt8] {
    let string = raw.pointee.arguments[index].string
    return Array(UnsafeRawBufferPointer(start: string.bytes, count: string.length))
  }
  func value(_ index: Int) throws -> Value {
    guard index < count else { return .none }
    if raw.pointee.arguments[index].tag == UInt8(FM_UNREAD.rawValue) { try read(index) }
    return state.value(raw.pointee.arguments[index])
  }

  private func read(_ index: Int) throws {
    do throws(LuaError) { try state.check(fm_frame_read(raw, Int32(index))) } catch {
      guard error.kind == .error else { throw error }
      throw ScriptError(badArgument(index, error.message))
    }
  }

  private func badArgument(_ index: Int, _ problem: String) -> String {
    let binding = fm_frame_binding(raw)!.pointee
    let name = String(cString: binding.parameters[min(index, Int(binding.parameter_count) - 1)].name)
    return "bad argument #\(binding.is_method ? index : index + 1) '\(name)' (\(problem))"
  }
  func object(_ index: Int) -> AnyObject {
    Unmanaged<AnyObject>.fromOpaque(raw.pointee.arguments[index].native.object).takeUnretainedValue()
  }

  func push(_ value: Bool) {
    let result = fm_frame_result(raw)!
    result.pointee.tag = UInt8(FM_BOOLEAN.rawValue)
    result.pointee.boolean = value
  }
  func push(_ value: Int64) {
    let result = fm_frame_result(raw)!
    result.pointee.tag = UInt8(FM_INTEGER.rawValue)
    result.pointee.integer = value
  }
  func push(_ value: Double) {
    let result = fm_frame_result(raw)!
    result.pointee.tag = UInt8(FM_NUMBER.rawValue)
    result.pointee.number = value
  }
  func push(_ value: String) { push(.string(value)) }
  func push(bytes: [UInt8]) {
    let copy = fm_arena_allocate(fm_frame_arena(raw), bytes.count + 1)!
    bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
    let result = fm_frame_result(raw)!
    result.pointee.tag = UInt8(FM_STRING.rawValue)
    result.pointee.string.bytes = UnsafePointer(copy.assumingMemoryBound(to: CChar.self))
    result.pointee.string.length = bytes.count
  }
  func push(_ value: Value) {
    let plain = state.plain(value, in: fm_frame_arena(raw))
    fm_frame_result(raw)!.pointee = plain
  }
  func push(_ value: any NativeObject) {
    let plain = state.plain(object: value, in: fm_frame_arena(raw))
    fm_frame_result(raw)!.pointee = plain
  }
  func pushNone() { fm_frame_result(raw)!.pointee.tag = UInt8(FM_NIL.rawValue) }

  func fail(_ message: String, isLocated: Bool) {
    fm_frame_fail(raw, message, message.utf8.count, isLocated)
  }
}
