import CLuaBridge
import Interface
import Kernels

// Plain data between Swift's values and the bridge's.
extension LuaState {
  func text(_ value: fm_value) -> String {
    String(decoding: UnsafeRawBufferPointer(start: value.string.bytes, count: value.string.length), as: UTF8.self)
  }

  func value(_ value: fm_value) -> Value {
    switch UInt32(value.tag) {
    case FM_BOOLEAN.rawValue: return .boolean(value.boolean)
    case FM_INTEGER.rawValue: return .integer(value.integer)
    case FM_NUMBER.rawValue: return .number(value.number)
    case FM_STRING.rawValue: return .string(text(value))
    case FM_OBJECT.rawValue:
      let object = Unmanaged<AnyObject>.fromOpaque(value.native.object).takeUnretainedValue()
      return .object(object as! any NativeObject)
    case FM_FUNCTION.rawValue: return .callback(function(taking: value.reference))
    case FM_TABLE.rawValue:
      let table = value.table.pointee
      return .table(
        Table(
          list: (0..<table.list_count).map { self.value(table.list[$0]) },
          fields: (0..<table.field_count).map { (self.value(table.fields[2 * $0]), self.value(table.fields[2 * $0 + 1])) }))
    default: return .none
    }
  }

  private func function(taking reference: UnsafeMutablePointer<fm_reference>) -> LuaFunction {
    // A value may be read again, by then without the first reader: each gets a reference of its own.
    var id: Int32 = 0
    var source = fm_value()
    source.tag = UInt8(FM_FUNCTION.rawValue)
    source.reference = reference
    if fm_make_reference(host, &source, &id) == FM_OK { return LuaFunction(state: self, id: id) }
    reference.pointee.taken = true
    return LuaFunction(state: self, id: reference.pointee.id)
  }

  func plain(_ value: Value, in arena: OpaquePointer) -> fm_value {
    var plain = fm_value()
    switch value {
    case .none: plain.tag = UInt8(FM_NIL.rawValue)
    case .boolean(let boolean):
      plain.tag = UInt8(FM_BOOLEAN.rawValue)
      plain.boolean = boolean
    case .integer(let integer):
      plain.tag = UInt8(FM_INTEGER.rawValue)
      plain.integer = integer
    case .number(let number):
      plain.tag = UInt8(FM_NUMBER.rawValue)
      plain.number = number
    case .string(var string):
      plain.tag = UInt8(FM_STRING.rawValue)
      string.withUTF8 { bytes in
        let copy = fm_arena_allocate(arena, bytes.count + 1)!
        copy.copyMemory(from: bytes.baseAddress ?? UnsafePointer(copy.assumingMemoryBound(to: UInt8.self)), byteCount: bytes.count)
        plain.string.bytes = UnsafePointer(copy.assumingMemoryBound(to: CChar.self))
        plain.string.length = bytes.count
      }
    case .table(let table):
      plain.tag = UInt8(FM_TABLE.rawValue)
      plain.table = self.plain(table, in: arena)
    case .object(let object): return self.plain(object: object, in: arena)
    case .callback(let callback):
      guard let function = callback as? LuaFunction, function.state === self else { break }  // another state's is nil here
      return self.plain(function, in: arena)
    }
    return plain
  }

  /// A value that stays in Lua, whatever its type, on its way back there.
  func plain(_ reference: LuaReference, in arena: OpaquePointer) -> fm_value {
    let link = fm_arena_allocate(arena, MemoryLayout<fm_reference>.stride)!.bindMemory(to: fm_reference.self, capacity: 1)
    link.initialize(to: fm_reference(id: reference.id, taken: true, next: nil))
    fm_arena_own(arena, Unmanaged.passRetained(reference).toOpaque())
    var plain = fm_value()
    plain.tag = UInt8(FM_FUNCTION.rawValue)
    plain.reference = link
    return plain
  }

  private func plain(_ table: Table, in arena: OpaquePointer) -> UnsafeMutablePointer<fm_table> {
    func cells(_ count: Int) -> UnsafeMutablePointer<fm_value> {
      fm_arena_allocate(arena, max(1, count) * MemoryLayout<fm_value>.stride)!.bindMemory(to: fm_value.self, capacity: max(1, count))
    }
    let made = fm_arena_allocate(arena, MemoryLayout<fm_table>.stride)!.bindMemory(to: fm_table.self, capacity: 1)
    let list = cells(table.list.count), fields = cells(2 * table.fields.count)
    for (i, element) in table.list.enumerated() { list[i] = plain(element, in: arena) }
    for (i, field) in table.fields.enumerated() {
      fields[2 * i] = plain(field.key, in: arena)
      fields[2 * i + 1] = plain(field.value, in: arena)
    }
    made.initialize(to: fm_table(list_count: table.list.count, field_count: table.fields.count, list: list, fields: fields))
    return made
  }

  func plain(object: any NativeObject, in arena: OpaquePointer) -> fm_value {
    var plain = fm_value()
    plain.tag = UInt8(FM_OBJECT.rawValue)
    let pointer = Unmanaged.passRetained(object as AnyObject).toOpaque()
    fm_arena_own(arena, pointer)
    plain.native.object = pointer
    plain.native.type = declarations.type(of: object)
    plain.native.view = view(of: object)
    return plain
  }

  private func view(of object: any NativeObject) -> UnsafeMutablePointer<ck_view>? {
    if type(of: object) == Vector.self { return unsafeDowncast(object as AnyObject, to: Vector.self).view }
    if type(of: object) == Matrix.self { return unsafeDowncast(object as AnyObject, to: Matrix.self).view }
    return nil
  }
}
