/// A Lua value as plain data: what a printer needs, taken by raw access, so that no script code runs.
///
/// It is bounded by `Limits`, and finite whatever the value: a table met again is a reference to the first meeting.
public indirect enum Snapshot: Sendable, Equatable {
  case none
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(Text)
  case table(Table)
  /// A table already taken elsewhere in the same tree, by its identity.
  case repeated(Int)
  case function(Function)
  /// A native object: its class and what it says about itself (one or more lines).
  case object(className: String, description: String)
  /// A coroutine: `suspended`, `running`, `normal` or `dead`.
  case thread(status: String)

  /// The start of a Lua string, which may hold any bytes.
  public struct Text: Sendable, Equatable {
    public var bytes: [UInt8]
    /// The length of the whole string; at least `bytes.count`.
    public var count: Int

    public init(bytes: [UInt8], count: Int? = nil) {
      self.bytes = bytes
      self.count = count ?? bytes.count
    }
    public init(_ string: String) { self.init(bytes: Array(string.utf8)) }
  }

  public struct Entry: Sendable, Equatable {
    public var key: Snapshot
    public var value: Snapshot
    public init(_ key: Snapshot, _ value: Snapshot) {
      self.key = key
      self.value = value
    }
  }

  public struct Table: Sendable, Equatable {
    /// Distinguishes this table from the others of the tree; `repeated` refers to it.
    public var identity: Int
    /// The metatable's `__name`, if it has one.
    public var name: String?
    /// The values of 1…n.
    public var list: [Snapshot]
    /// The other entries, sorted by key: numbers, then strings, then the rest.
    public var fields: [Entry]
    /// How many entries the limits left out.
    public var omittedList: Int
    public var omittedFields: Int
    /// Whether there are more fields than were looked at: then `fields` are the first of some, and `omittedFields` is too low.
    public var isPartial: Bool
    /// Whether nothing was taken because the table lies too deep.
    public var isTooDeep: Bool

    public init(
      identity: Int, name: String? = nil, list: [Snapshot] = [], fields: [Entry] = [], omittedList: Int = 0,
      omittedFields: Int = 0, isPartial: Bool = false, isTooDeep: Bool = false
    ) {
      self.identity = identity
      self.name = name
      self.list = list
      self.fields = fields
      self.omittedList = omittedList
      self.omittedFields = omittedFields
      self.isPartial = isPartial
      self.isTooDeep = isTooDeep
    }
  }

  public struct Function: Sendable, Equatable {
    /// The declared name of a native function, `economy.quote`; nil for a script's.
    public var name: String?
    /// The chunk and line of a script's function; nil for a native one.
    public var source: String?
    public var line: Int?

    public init(name: String? = nil, source: String? = nil, line: Int? = nil) {
      self.name = name
      self.source = source
      self.line = line
    }
  }

  public struct Limits: Sendable {
    public var depth: Int
    /// Entries taken of each table: so many of the list, so many fields.
    public var items: Int
    /// Values taken in all.
    public var total: Int
    public var stringBytes: Int

    public init(depth: Int = 5, items: Int = 30, total: Int = 3000, stringBytes: Int = 4096) {
      self.depth = depth
      self.items = items
      self.total = total
      self.stringBytes = stringBytes
    }
  }
}
