import CLuaBridge
public import Interface

extension LuaState {
  /// A value as it is now, as pure data. Runs no script: fields are read raw, objects described by their native
  /// `__tostring`.
  public func snapshot(of reference: LuaReference, _ limits: Snapshot.Limits = .init()) throws(LuaError) -> Snapshot {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var node = fm_node()
    try check(
      fm_snapshot(
        host, reference.id, Int32(limits.depth), Int32(limits.items), Int32(limits.total), limits.stringBytes, arena, &node))
    return Snapshot(node)
  }

  /// The declared function a reference holds, with the name scripts know it by; nil for any other value.
  public func declaration(of reference: LuaReference) throws(LuaError) -> (name: String, function: Function)? {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var node = fm_node()
    try check(fm_snapshot(host, reference.id, 0, 0, 0, 0, arena, &node))
    guard Int32(node.type) == LUA_TFUNCTION, node.declaration >= 0 else { return nil }
    return declarations.functions[Int(node.declaration)]
  }
}

extension Snapshot {
  init(_ node: fm_node) {
    switch Int32(node.type) {
    case LUA_TBOOLEAN: self = .boolean(node.integer != 0)
    case LUA_TNUMBER: self = node.is_integer ? .integer(node.integer) : .number(node.number)
    case LUA_TSTRING:
      let bytes = UnsafeRawBufferPointer(start: node.text, count: node.length)
      self = .string(Text(bytes: Array(bytes), count: node.full_length))
    case LUA_TTABLE where node.is_repeated: self = .repeated(Int(bitPattern: node.identity))
    case LUA_TTABLE:
      self = .table(
        Table(
          identity: Int(bitPattern: node.identity), name: node.class_name.map { String(cString: $0) },
          list: (0..<node.list_count).map { Snapshot(node.list[$0]) },
          fields: (0..<node.field_count).map { Entry(Snapshot(node.fields[2 * $0]), Snapshot(node.fields[2 * $0 + 1])) },
          omittedList: node.list_total - node.list_count, omittedFields: node.field_total - node.field_count,
          isPartial: node.is_partial, isTooDeep: node.is_too_deep))
    case LUA_TFUNCTION:
      self = .function(
        Function(
          name: node.declaration >= 0 ? Self.text(node) : nil, source: node.is_native ? nil : Self.text(node),
          line: node.is_native ? nil : Int(node.line)))
    case LUA_TUSERDATA, LUA_TLIGHTUSERDATA:
      self = .object(className: node.class_name.map { String(cString: $0) } ?? "userdata", description: Self.text(node))
    case LUA_TTHREAD: self = .thread(status: Self.text(node))
    default: self = .none
    }
  }

  private static func text(_ node: fm_node) -> String {
    String(decoding: UnsafeRawBufferPointer(start: node.text, count: node.length), as: UTF8.self)
  }
}
