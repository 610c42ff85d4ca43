public import LuaRuntime
import Interface

/// Takes up `require`d modules whose files have changed since they were read.
///
/// A module's table stays the same one, so that references to it stay valid: the new fields are copied into it. One that
/// can't be read, or raises, stays as it was.
public final class ModuleReload: @unchecked Sendable {  // used on the thread of the state it is attached to
  private var reload: LuaFunction?

  public init() {}

  /// From now on notes what `require` reads.
  public func attach(to state: LuaState) throws(LuaError) {
    reload = try state.load(Self.text, chunkName: "=reload").evaluate().first?.function
  }

  /// - Returns: a line for each module that was taken up, and for each that could not be.
  public func run() throws(LuaError) -> [String] {
    guard let reload, case .table(let lines)? = try reload.call([]).first else { return [] }
    return lines.list.compactMap { if case .string(let line) = $0 { line } else { nil } }
  }

  private static let text = """
    local open, load, pcall, type, sort, pairs, tostring = io.open, load, pcall, type, table.sort, pairs, tostring
    local ipairs, setmetatable, getmetatable, loaded, searchers = ipairs, setmetatable, getmetatable, package.loaded, package.searchers
    local files = {}  -- by module: its path, and the text that was read

    local function read(path)
      local file = open(path, "rb")
      local text = file and file:read("a")
      if file then file:close() end
      return text
    end

    local search = searchers[2]
    searchers[2] = function(name)
      local loader, path = search(name)
      if type(loader) == "function" and type(path) == "string" then files[name] = { path = path, text = read(path) } end
      return loader, path
    end

    local function take_up(name, file, text)
      local chunk, problem = load((text:gsub("^#[^\\n]*", "")), "@" .. file.path, "t")
      if not chunk then return problem end
      local is_done, new = pcall(chunk, name, file.path)
      if not is_done then return tostring(new) end
      local old = loaded[name]
      if type(old) == "table" and type(new) == "table" then
        for key, value in pairs(new) do old[key] = value end
        if getmetatable(new) ~= nil then setmetatable(old, getmetatable(new)) end
      elseif new ~= nil then
        loaded[name] = new
      end
    end

    return function()
      local names, lines = {}, {}
      for name in pairs(files) do names[#names + 1] = name end
      sort(names)
      for _, name in ipairs(names) do
        local file, text = files[name], read(files[name].path)
        if loaded[name] ~= nil and text ~= file.text then
          local problem = text and take_up(name, file, text) or not text and file.path .. " can't be read"
          if problem then
            lines[#lines + 1] = name .. ": not taken up, the version before stays: " .. problem
          else
            file.text = text
            lines[#lines + 1] = name .. ": taken up from " .. file.path
          end
        end
      end
      return lines
    end
    """
}
