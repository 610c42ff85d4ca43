import CLuaBridge

/// A function of a script: what a caller sees of it, and where its text is.
public struct ScriptFunction: Sendable, Equatable {
  public var parameters: [String]
  public var isVariadic: Bool
  /// The chunk, as errors show it, and the lines from the first to the last.
  public var source: String
  public var lines: ClosedRange<Int>
}

/// A name that may follow a value.
public struct Member: Sendable, Equatable {
  public var name: String
  public var isFunction: Bool
}

// Looking around in a state by raw access: no script runs.
extension LuaState {
  public enum Key: Sendable, Equatable {
    case name(String)
    case index(Int64)
  }

  /// Which names are asked for.
  public struct NameFilter: Sendable {
    public var prefix: String
    public var functionsOnly: Bool
    /// Only what may stand after a dot.
    public var identifiersOnly: Bool
    /// Leaves out names that start with an underscore.
    public var hidesPrivate: Bool
    public var limit: Int

    public init(prefix: String = "", functionsOnly: Bool = false, identifiersOnly: Bool = false, hidesPrivate: Bool = false, limit: Int = 1000) {
      self.prefix = prefix
      self.functionsOnly = functionsOnly
      self.identifiersOnly = identifiersOnly
      self.hidesPrivate = hidesPrivate
      self.limit = max(0, limit)
    }
  }

  /// What a path leads to from a value, or from the globals: entries of tables, and of those they inherit from.
  public func find(_ path: [Key], from start: LuaReference? = nil) throws(LuaError) -> LuaReference? {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    let steps = path.map { key -> fm_step in
      switch key {
      case .index(let index): return fm_step(name: nil, length: 0, index: index)
      case .name(let name):
        let text = plain(.string(name), in: arena).string
        return fm_step(name: text.bytes, length: text.length, index: 0)
      }
    }
    var found = LUA_NOREF
    try check(fm_find(host, start?.id ?? LUA_NOREF, steps, Int32(steps.count), &found))
    return found == LUA_NOREF ? nil : LuaReference(state: self, id: found)
  }

  /// The string keys of a table (of the globals where it is nil), inherited ones too, or a string's methods, in the
  /// order of their bytes.
  ///
  /// - Returns: the least `filter.limit` of them and, where there are more, the greatest last, so that what all names
  ///   have in common is what the first and the last have in common.
  /// - Complexity: O(keys), copying none but those returned
  public func names(of value: LuaReference?, _ filter: NameFilter = NameFilter()) throws(LuaError) -> (found: [Member], omitted: Int) {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    let prefix = plain(.string(filter.prefix), in: arena).string
    var request = fm_name_filter(
      prefix: prefix.bytes, prefix_length: prefix.length, functions_only: filter.functionsOnly, identifiers_only: filter.identifiersOnly,
      hides_private: filter.hidesPrivate, limit: Int32(clamping: filter.limit))
    var names: UnsafePointer<fm_name>?
    var count: Int32 = 0, total = 0
    try check(fm_names(host, value?.id ?? LUA_NOREF, &request, arena, &names, &count, &total))
    let found = (0..<Int(count)).map { i in
      Member(
        name: String(decoding: UnsafeRawBufferPointer(start: names![i].bytes, count: names![i].length), as: UTF8.self),
        isFunction: Int32(names![i].type) == LUA_TFUNCTION)
    }
    return (found, total - Int(count))
  }

  /// A script's function; nil for a native one and for any other value.
  public func scriptFunction(_ value: LuaReference) throws(LuaError) -> ScriptFunction? {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var function = fm_function()
    try check(fm_describe_function(host, value.id, arena, &function))
    guard function.is_function, !function.is_native else { return nil }
    let first = Int(function.first_line)
    return ScriptFunction(
      parameters: (0..<Int(function.parameter_count)).map { String(cString: function.parameters[$0]!) }, isVariadic: function.is_variadic,
      source: String(cString: function.source), lines: first...max(first, Int(function.last_line)))
  }
}
