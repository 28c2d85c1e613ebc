import Casework
import Contracts
import EventStore
import Fleet
import Foundation
import Hummingbird

extension DeskAPI {
    /// `POST /files?name=…`: the raw body with its `Content-Type`; the answer is the value for a form's field.
    func upload(_ request: Request) async throws -> Response { try await upload(request, by: try person(request)) }

    /// Keeps what somebody sends.
    func upload(_ request: Request, by person: Person) async throws -> Response {
        guard person.mayAct else {
            throw APIRefusal(.forbidden, Problem("ROLE_MISSING", zh: "您的角色只能查阅", en: "Your roles only let you read"))
        }
        let bytes = try await BodyReader.bytes(request, largest: UploadRule.largest, tooLarge: UploadRule.tooLarge)
        let contentType = request.headers[.contentType] ?? ""
        let name = request.uri.queryParameters["name"].map(String.init) ?? ""
        let problems = UploadRule.problems(bytes, contentType: contentType, name: name)
        guard problems.isEmpty, let type = FileType(contentType: contentType) else {
            throw APIRefusal(.unprocessableContent, problems)
        }
        let sha256 = try await files.keep(bytes)
        let stored = FileRegister.Stored(
            sha256: sha256,
            size: bytes.count,
            type: type,
            name: name,
            by: person.id,
            unit: person.unit
        )
        let saved = try await engine.commit { tx in
            try tx.record(EntryKind.file.rawValue, case: "", stored)
            return stored
        }
        switch saved {
        case .safe(let stored): return try json(UploadAnswer(stored, isSafe: true), status: .created)
        case .notYetSafe(let stored): return try json(UploadAnswer(stored, isSafe: false), status: .accepted)
        }
    }

    /// `GET /files/{sha256}`: for who uploaded it and for the agency whose task lists it.
    func download(_ request: Request, _ sha256: String) async throws -> Response {
        try await download(sha256, by: try person(request))
    }

    /// Gives a file to somebody who may have it.
    func download(_ sha256: String, by person: Person) async throws -> Response {
        guard FileStore.isHash(sha256) else { throw APIRefusal.fileNotFound }
        let (mayRead, stored, listing) = try await engine.read { db in
            (
                try FileRegister.mayRead(sha256, person: person.id, in: db), try FileRegister.find(sha256, in: db),
                try FileRegister.listing(sha256, in: db)
            )
        }
        guard mayRead || sha256 == SampleFile.sha256 else { throw APIRefusal.fileNotFound }
        var kept = try await files.bytes(sha256)
        if kept == nil { kept = try await fetch(sha256, size: stored?.size ?? listing?.size) }
        guard let bytes = kept else { throw APIRefusal.fileNotFound }
        let name = stored?.name ?? listing?.name ?? (sha256 == SampleFile.sha256 ? SampleFile.name : sha256)
        let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? sha256
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.contentType] = (stored?.type ?? listing?.type ?? .text).rawValue
        response.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(escaped)"
        // An attachment is shown as what it was checked to be, never as what a browser takes it for.
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}

/// What is told about an upload: the value for a form's field, and whether it is safe.
struct UploadAnswer: Encodable {
    var name: String
    var sha256: String
    var size: Int
    var type: FileType
    /// `safe`, or `here, not yet safe`.
    var saved: String

    init(_ stored: FileRegister.Stored, isSafe: Bool) {
        name = stored.name
        sha256 = stored.sha256
        size = stored.size
        type = stored.type
        saved = isSafe ? "safe" : "here, not yet safe"
    }
}
