---@meta

---JSON's null.
---@class json_null
local Json_null = {}

---Plain data as JSON text, and back.
---@class jsonlib
json = {}

---The JSON text of a value; the same value always gives the same bytes.
---
---Keys are sorted; an empty table is `[]`; vectors and matrices become lists. Integers stay exact and doubles read back as the same number. NaN, infinity and functions raise an error that says where they are.
---
---Errors:
---- a part has no JSON form: NaN, an infinity, a function, a mixed table; where it is
---
---    > json.encode({ price = 12, bids = { 3, 9 } })
---@param value any
---@param pretty? boolean indented, one entry a line; default false
---@return string text
function json.encode(value, pretty) end

---The value a JSON text describes.
---
---Integers that fit 64 bits stay integers. `null` becomes `json.null()`. An error says line and column.
---
---Errors:
---- the text is no JSON; line and column
---
---    > json.decode('{"bids": [3, 9]}').bids[2]
---@param text string
---@return any value
function json.decode(text) end

---The object that stands for JSON's null.
---
---    > json.decode('null') == json.null()
---@return json_null null
function json.null() end
