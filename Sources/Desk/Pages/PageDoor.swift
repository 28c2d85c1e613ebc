package import Casework
package import Contracts
package import Fleet
import Foundation
import HTTPTypes
package import Hummingbird

/// The door of a process's pages: who comes in, and what stands on every page.
package struct PageDoor: Sendable {
    package let agency: String
    package let engine: Engine
    package let people: PeopleDirectory
    package let registry: Registry
    package let templates: PageTemplates
    /// Where somebody arrives who has just signed in.
    package let home: String
    /// The fleet's time in words, while it is not the real time.
    let virtualTime: @Sendable () -> Instant?
    /// Whether the home only rehearses, which every page says.
    let isDrill: Bool
    /// Whether browsers come over TLS: then cookies are kept from every plain connection.
    package let isSecure: Bool

    package init(
        agency: String,
        engine: Engine,
        people: PeopleDirectory,
        registry: Registry,
        templates: PageTemplates,
        home: String,
        virtualTime: @escaping @Sendable () -> Instant? = { nil },
        isDrill: Bool = false,
        isSecure: Bool = false
    ) {
        self.isSecure = isSecure
        self.isDrill = isDrill
        self.agency = agency
        self.engine = engine
        self.people = people
        self.registry = registry
        self.templates = templates
        self.home = home
        self.virtualTime = virtualTime
    }

    /// Somebody who is signed in, with the secret of his browser.
    package struct Visitor: Sendable {
        package var person: Person
        var secret: String
        /// Whether he is at work, for whom he stands in, or who for him.
        var duty = PageWords["onDuty"]

        /// The word that every form of his must bring, so that no other site can send one in his name.
        package var csrf: String { Secret.hash("csrf " + secret) }
    }

    private static let csrfHeader = HTTPField.Name("X-CSRF")

    /// Cookies know no port: the name keeps the processes of one host apart.
    var cookieName: String { "huiban-\(agency)" }

    /// A cookie of this process with the marks that all of them have.
    func cookie(_ name: String, _ value: String, _ marks: String) -> String {
        "\(name)=\(value); Path=/; \(marks); SameSite=Strict\(isSecure ? "; Secure" : "")"
    }

    /// Milliseconds of the wall clock, for sessions and visits only.
    package func wall() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// Who asks, nil for somebody who has not signed in here.
    package func visitor(_ page: PageRequest) async throws -> Visitor? {
        guard let secret = page.cookie(cookieName) else { return nil }
        let (hash, wall) = (Secret.hash(secret), wall())
        let session = try await engine.read { try SessionBook.session(hash, wall: wall, in: $0) }
        guard let session, let person = people[session.person], person.agency == agency else { return nil }
        lookAgain()
        guard try await !endSessions(before: people.passwordAt(of: person.id), of: person, session.openedAt) else {
            return nil
        }
        return Visitor(person: person, secret: secret, duty: try await duty(of: person))
    }

    private func duty(of person: Person) async throws -> Words {
        let now = engine.clock.now()
        let (substitute, absent) = try await engine.read { db in
            (
                try Absences.substitute(of: person.id, at: now, in: db)?.id,
                try Absences.absent(withSubstitute: person.id, at: now, in: db)
            )
        }
        let name = { (id: String) in people[id]?.name ?? id }
        if let substitute {
            return Words(zh: "请假中，由\(name(substitute))代办", en: "away; \(name(substitute)) stands in")
        }
        guard !absent.isEmpty else { return PageWords["onDuty"] }
        let names = absent.map(name)
        return Words(zh: "代办：\(names.joined(separator: "、"))", en: "standing in for \(names.joined(separator: ", "))")
    }

    /// Answers a signed-in person; everybody else is led to the sign-in page and back.
    ///
    /// A program that shows the token of another agency's person is told that the page is not for him.
    package func answer(
        _ page: PageRequest,
        _ work: (Visitor) async throws -> Response
    ) async throws -> Response {
        guard let visitor = try await visitor(page) else {
            if isOfAnotherAgency(page) { return try refused(APIRefusal(.otherAgency()), nil, page) }
            let here = page.request.method == .get ? page.request.uri.string : home
            return redirect(to: "/sign-in?next=\(PageDoor.escaped(here))")
        }
        do {
            return try await work(visitor)
        } catch let refusal as APIRefusal {
            return try refused(refusal, visitor, page)
        } catch is EngineError {
            return try refused(APIRefusal.notSaved, visitor, page)
        }
    }

    private func isOfAnotherAgency(_ page: PageRequest) -> Bool {
        guard let token = page.request.bearerToken, let person = people.person(tokenHash: Secret.hash(token)) else {
            return false
        }
        return person.agency != agency
    }

    /// The same for a request that changes something: its form must carry the visitor's word.
    package func change(
        _ page: PageRequest,
        _ work: (Visitor) async throws -> Response
    ) async throws -> Response {
        try await answer(page) { visitor in
            let word = PageDoor.csrfHeader.flatMap { page.request.headers[$0] } ?? page.field("csrf")
            guard word == visitor.csrf else {
                throw APIRefusal(
                    .forbidden,
                    Problem("FORM_STALE", zh: "页面已过期，请返回后重试", en: "The page is out of date; go back and try again")
                )
            }
            return try await work(visitor)
        }
    }

    /// A page by its template.
    package func render(
        _ template: String,
        _ content: [String: Any],
        title: String,
        _ page: PageRequest,
        _ visitor: Visitor?,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var context = content
        context["t"] = PageWords.all(page.language)
        context["page"] = frame(title: title, page, visitor, urgent: content["urgentTasks"])
        guard let html = templates.render(template, context) else { throw APIRefusal(.internalServerError, []) }
        var response = Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        response.headers[.contentType] = "text/html; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        if page.parameter("lang") != nil {
            response.headers[.setCookie] =
                cookie("huiban-lang", page.language.rawValue, "Max-Age=31536000")
        }
        return response
    }

    private func frame(title: String, _ page: PageRequest, _ visitor: Visitor?, urgent: Any?) -> [String: Any] {
        let language = page.language
        let other: Language = language == .zh ? .en : .zh
        let agency = registry.agencies[agency]
        var frame: [String: Any] = [
            "title": title, "home": home, "htmlLanguage": language == .zh ? "zh-CN" : "en",
            "agency": agency?.title[language] ?? self.agency, "csrf": visitor?.csrf ?? "",
            "otherLanguage": other == .zh ? "zh-CN" : "en", "otherLanguageName": other == .zh ? "中文" : "English",
            "otherLanguageAddress": PageDoor.address(page, with: ["lang": other.rawValue]),
        ]
        if let person = visitor?.person {
            frame["person"] = person.name
            frame["duty"] = visitor?.duty[language]
            frame["unit"] = agency?.units[person.unit]?[language] ?? person.unit
        }
        frame["isDrill"] = isDrill
        if let now = virtualTime() { frame["clock"] = now.forPeople }
        if let urgent { frame["urgent"] = ["items": urgent] }
        if let said = page.parameter("said"), let words = PageFlash(rawValue: said) {
            frame["flash"] = ["kind": "good", "text": words.words[language]]
        }
        return frame
    }

    private func refused(_ refusal: APIRefusal, _ visitor: Visitor?, _ page: PageRequest) throws -> Response {
        let language = page.language
        let response = try render(
            "refusal",
            [
                "headline": refusal.status == .notFound ? PageFlash.missing[language] : PageFlash.refusal[language],
                "problems": refusal.problems.map { $0.words[language] }, "back": home,
            ],
            title: PageFlash.refusal[language],
            page,
            visitor,
            status: refusal.status
        )
        return refusal.isDenial ? response.denied(refusal.problems) : response
    }

    package func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    package static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// The address of the page with other parameters; nil takes one away.
    ///
    /// `path` names another page that takes over the parameters.
    package static func address(
        _ page: PageRequest,
        at path: String? = nil,
        with changes: [String: String?] = [:]
    ) -> String {
        var parameters: [String: String] = [:]
        for (name, value) in page.request.uri.queryParameters { parameters[String(name)] = String(value) }
        parameters["said"] = nil
        for (name, value) in changes { parameters[name] = value }
        let query = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\(escaped($0.value))" }
        let path = path ?? page.request.uri.path
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }
}

/// What a person is told on the page that follows an act.
package enum PageFlash: String {
    case done
    case notYetSafe = "not-yet-safe"
    case drafted

    package var words: Words {
        switch self {
        case .done: Words(zh: "已办，已保存。", en: "Done and saved.")
        case .notYetSafe:
            Words(zh: "已在本机保存，尚未送达备份，请稍后查看。", en: "Saved here, not yet safe elsewhere; please look again later.")
        case .drafted: Words(zh: "草稿已保存。", en: "The draft is saved.")
        }
    }

    static let refusal = Words(zh: "未能办理", en: "This was not done")
    static let missing = Words(zh: "没有找到", en: "There is no such thing here")
}

extension Saved {
    /// What may be said of it: "done" only when the journal holds it (promise 1).
    package var flash: PageFlash {
        switch self {
        case .safe: .done
        case .notYetSafe: .notYetSafe
        }
    }
}

extension Problem {
    /// The problem in both languages.
    var words: Words { Words(zh: zh, en: en) }
}
