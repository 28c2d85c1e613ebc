import CRabbitMQ

/// Memory for the strings and tables of one outgoing call; everything that it gave out dies with the next `reset`.
///
/// The library reads its arguments only during the call, so one pool for each link is enough.
final class OutgoingMemory {
    private let pool: UnsafeMutablePointer<amqp_pool_t>

    init() {
        pool = .allocate(capacity: 1)
        init_amqp_pool(pool, 16384)
    }

    deinit {
        empty_amqp_pool(pool)
        pool.deallocate()
    }

    /// Frees what was given out.
    func reset() {
        recycle_amqp_pool(pool)
    }

    /// A copy of the text, not terminated.
    func bytes(_ text: String) -> amqp_bytes_t {
        var text = text
        return text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
    }

    /// A copy of the bytes.
    func bytes(_ values: [UInt8]) -> amqp_bytes_t {
        values.withUnsafeBytes { copy($0) }
    }

    /// The fields as a table of the library.
    func table(_ fields: [String: FieldValue]) -> amqp_table_t {
        guard !fields.isEmpty else { return amqp_table_t() }
        let entries = allocate(amqp_table_entry_t.self, count: fields.count)
        for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
            (entries + index).initialize(to: amqp_table_entry_t(key: bytes(field.key), value: value(field.value)))
        }
        return amqp_table_t(num_entries: Int32(fields.count), entries: entries)
    }

    private func value(_ field: FieldValue) -> amqp_field_value_t {
        var result = amqp_field_value_t()
        switch field {
        case .text(let text):
            result.kind = Kind.text
            result.value.bytes = bytes(text)
        case .bytes(let values):
            result.kind = Kind.bytes
            result.value.bytes = bytes(values)
        case .integer(let number):
            result.kind = Kind.int64
            result.value.i64 = number
        case .number(let number):
            result.kind = Kind.double
            result.value.f64 = number
        case .bool(let flag):
            result.kind = Kind.bool
            result.value.boolean = flag ? 1 : 0
        case .timestamp(let seconds):
            result.kind = Kind.timestamp
            result.value.u64 = seconds
        case .table(let fields):
            result.kind = Kind.table
            result.value.table = table(fields)
        case .list(let values):
            result.kind = Kind.list
            let entries = allocate(amqp_field_value_t.self, count: values.count)
            for (index, element) in values.enumerated() { (entries + index).initialize(to: value(element)) }
            result.value.array = amqp_array_t(num_entries: Int32(values.count), entries: entries)
        case .nothing:
            result.kind = Kind.void
        }
        return result
    }

    private func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        // The pool aligns to 8 bytes (amqp_mem.c), which is enough for the library's structures.
        guard let memory = amqp_pool_alloc(pool, max(1, count) * MemoryLayout<T>.stride) else {
            preconditionFailure("out of memory")
        }
        return memory.bindMemory(to: type, capacity: max(1, count))
    }

    private func copy(_ buffer: UnsafeRawBufferPointer) -> amqp_bytes_t {
        guard let source = buffer.baseAddress, buffer.count > 0 else { return amqp_bytes_t() }
        let memory = allocate(UInt8.self, count: buffer.count)
        UnsafeMutableRawPointer(memory).copyMemory(from: source, byteCount: buffer.count)
        return amqp_bytes_t(len: buffer.count, bytes: memory)
    }
}

/// The tags of the library's field kinds (`amqp_field_value_kind_t`), which are ASCII letters.
private enum Kind {
    static let bool = UInt8(ascii: "t")
    static let int64 = UInt8(ascii: "l")
    static let double = UInt8(ascii: "d")
    static let text = UInt8(ascii: "S")
    static let bytes = UInt8(ascii: "x")
    static let list = UInt8(ascii: "A")
    static let table = UInt8(ascii: "F")
    static let timestamp = UInt8(ascii: "T")
    static let void = UInt8(ascii: "V")
}

extension String {
    /// A copy of the library's bytes; what is not UTF-8 becomes the replacement character.
    init(copying bytes: amqp_bytes_t) {
        self.init(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}

extension FieldValue {
    /// A copy of the library's value.
    init(copying value: amqp_field_value_t) {
        self =
            switch value.kind {
            case UInt8(ascii: "t"): .bool(value.value.boolean != 0)
            case UInt8(ascii: "b"): .integer(Int64(value.value.i8))
            case UInt8(ascii: "B"): .integer(Int64(value.value.u8))
            case UInt8(ascii: "s"): .integer(Int64(value.value.i16))
            case UInt8(ascii: "u"): .integer(Int64(value.value.u16))
            case UInt8(ascii: "I"): .integer(Int64(value.value.i32))
            case UInt8(ascii: "i"): .integer(Int64(value.value.u32))
            case UInt8(ascii: "l"): .integer(value.value.i64)
            case UInt8(ascii: "L"): .integer(Int64(clamping: value.value.u64))
            case UInt8(ascii: "f"): .number(Double(value.value.f32))
            case UInt8(ascii: "d"): .number(value.value.f64)
            case UInt8(ascii: "T"): .timestamp(value.value.u64)
            case UInt8(ascii: "S"): Self.textOrBytes(value.value.bytes)
            case UInt8(ascii: "x"): .bytes(Array(copying: value.value.bytes))
            case UInt8(ascii: "F"): .table(Self.fields(copying: value.value.table))
            case UInt8(ascii: "A"): .list(Self.elements(copying: value.value.array))
            default: .nothing
            }
    }

    /// Copies of the fields of the library's table.
    static func fields(copying table: amqp_table_t) -> [String: FieldValue] {
        var fields: [String: FieldValue] = [:]
        for entry in UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries)) {
            fields[String(copying: entry.key)] = FieldValue(copying: entry.value)
        }
        return fields
    }

    private static func elements(copying array: amqp_array_t) -> [FieldValue] {
        UnsafeBufferPointer(start: array.entries, count: Int(array.num_entries)).map(FieldValue.init(copying:))
    }

    private static func textOrBytes(_ bytes: amqp_bytes_t) -> FieldValue {
        let copy = [UInt8](copying: bytes)
        return String(validating: copy, as: UTF8.self).map(FieldValue.text) ?? .bytes(copy)
    }
}

extension [UInt8] {
    /// A copy of the library's bytes.
    init(copying bytes: amqp_bytes_t) {
        self.init(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
    }
}
