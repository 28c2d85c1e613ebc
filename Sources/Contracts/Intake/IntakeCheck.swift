package import Casework

/// What intake needs to know of a case type; made from its workflow.
package struct CaseTypeForm: Sendable {
    /// The workflow's name: `deputy-suggestion`.
    package var name: String
    package var title: Words
    /// The common fields and the workflow's own.
    package var form: Form
    package var labels: FormSchema.Labels
    package var depth: Registry.TerritoryDepth

    package init(
        name: String,
        title: Words,
        form: Form,
        labels: FormSchema.Labels = FormSchema.Labels(),
        depth: Registry.TerritoryDepth
    ) {
        self.name = name
        self.title = title
        self.form = form
        self.labels = labels
        self.depth = depth
    }
}

extension CaseTypeForm {
    /// The intake form of a workflow, placed as deep as the registry says.
    package init(_ workflow: Workflow, registry: Registry) {
        self.init(
            name: workflow.name,
            title: workflow.title,
            form: workflow.form,
            labels: FormSchema.Labels(workflow.vocabulary),
            depth: registry.depth(of: workflow.name)
        )
    }
}

/// Decides whether an intake message can be taken: its schema, the form of its case type, and the registry.
package struct IntakeCheck: Sendable {
    private let registry: Registry
    private let schemas: SchemaSet
    private let forms: [String: CaseTypeForm]
    private let checks: [String: FormCheck]

    /// A check for the case types, or why one of their forms cannot be checked.
    package static func make(
        registry: Registry,
        schemas: SchemaSet,
        caseTypes: [CaseTypeForm],
        sample: FieldSample
    ) -> Reading<IntakeCheck> {
        var checks: [String: FormCheck] = [:]
        var problems: [Problem] = []
        for type in caseTypes {
            let made = FormCheck.make(
                form: type.form,
                registry: registry,
                depth: type.depth,
                sample: sample,
                labels: type.labels
            )
            problems += made.problems
            checks[type.name] = made.subject
        }
        guard problems.isEmpty else { return .bad(problems) }
        let forms = Dictionary(caseTypes.map { ($0.name, $0) }) { first, _ in first }
        return .good(IntakeCheck(registry: registry, schemas: schemas, forms: forms, checks: checks), warnings: [])
    }

    /// The circumstances in which a message is judged.
    package struct Moment: Hashable, Sendable {
        package var now: Instant
        /// The last year whose holidays are loaded.
        package var calendarYears: ClosedRange<Int>

        package init(now: Instant, calendarYears: ClosedRange<Int>) {
            self.now = now
            self.calendarYears = calendarYears
        }

        /// The years are those whose notices are loaded.
        package init(now: Instant, calendar: WorkingCalendar) {
            let years = calendar.years.map(\.year)
            self.init(now: now, calendarYears: (years.min() ?? 0)...(years.max() ?? 0))
        }
    }

    /// A sender's clock may be this much ahead, in milliseconds.
    package static let tolerance: Int64 = 5 * 60 * 1000

    /// A case to be opened, put right and masked; or everything that is wrong with it.
    ///
    /// `pointer` is where the data stands in what was sent: `/data` in a message, the top in an HTTP body.
    package func submit(
        _ data: Value,
        at pointer: JSONPointer = JSONPointer([.key("data")]),
        _ moment: Moment
    ) -> Reading<CaseSubmit> {
        var problems = general(data, .caseSubmit, at: pointer)
        let caseType = Naming.kebab(data["caseType"]?.text ?? "")
        var submit = CaseSubmit(
            caseType: caseType,
            externalID: data["externalId"]?.text ?? "",
            title: data["title"]?.text ?? "",
            fields: [:],
            openedOn: data["openedOn"]?.text,
            replyTo: data["replyTo"]?.text
        )
        var fields = data["fields"]?.object ?? [:]
        var tidying = Tidying(registry: registry)
        submit.title = tidying.line(submit.title, at: pointer.appending("title"))
        problems += tidying.warnings
        if let form = forms[caseType]?.form, form.fields.contains(where: { $0.name == "title" }),
            fields["title"] == nil,
            !submit.title.isEmpty
        {
            fields["title"] = .text(submit.title)
        }
        switch checks[caseType]?.check(fields, at: pointer.appending("fields")) {
        case .good(let checked, let warnings)?:
            submit.fields = checked
            problems += warnings
        case .bad(let faults)?: problems += faults
        case nil:
            if data["caseType"]?.text != nil {
                problems.append(
                    Problem(
                        "CASE_TYPE_UNKNOWN",
                        at: pointer.appending("caseType").description,
                        zh: "未知案件类型,可用:\(forms.keys.sorted().joined(separator: " "))",
                        en: "An unknown case type; known are: \(forms.keys.sorted().joined(separator: " "))"
                    )
                )
            }
        }
        problems += dates(submit.fields.isEmpty ? fields : submit.fields, submit.openedOn, at: pointer, moment)
        return problems.refuse ? .bad(problems.capped) : .good(submit, warnings: problems.capped)
    }

    /// Another intake message (supplement, withdrawal, rating, answer).
    ///
    /// Its fields are checked later, with the form of the case or step it speaks of.
    package func follow<Payload: Decodable & Sendable>(
        _ payload: Payload.Type,
        _ type: MessageType,
        _ data: Value,
        at pointer: JSONPointer = JSONPointer([.key("data")])
    ) -> Reading<Payload> {
        let problems = general(data, type, at: pointer)
        guard !problems.refuse else { return .bad(problems.capped) }
        return ValueDecoding.decode(payload, from: data, at: pointer)
    }

    /// The schema of the message and what holds for all of them.
    private func general(_ data: Value, _ type: MessageType, at pointer: JSONPointer) -> [Problem] {
        var problems = schemas[type]?.check(data, at: pointer) ?? []
        if let version = data["schemaVersion"], version != 1 {
            let shown = SchemaWords.shown(version.text ?? JSONText.text(version))
            problems.append(
                Problem(
                    "SCHEMA_VERSION_UNSUPPORTED",
                    at: pointer.appending("schemaVersion").description,
                    zh: "不支持的版本\(shown)",
                    en: "The version \(shown) is not supported"
                )
            )
        }
        return problems
    }

    /// Moments that cannot be: received later than now, or beyond the calendar that is loaded.
    private func dates(
        _ fields: [String: Value],
        _ openedOn: String?,
        at pointer: JSONPointer,
        _ moment: Moment
    ) -> [Problem] {
        var problems: [Problem] = []
        var days: [(day: LocalDate, pointer: JSONPointer)] = []
        let received = pointer.appending("fields").appending("receivedAt")
        if let text = fields["receivedAt"]?.text, let instant = instant(text) {
            days.append((LocalDate(instant), received))
            if instant.milliseconds > moment.now.milliseconds + IntakeCheck.tolerance {
                problems.append(
                    Problem(
                        "RECEIVED_IN_FUTURE",
                        at: received.description,
                        zh: "受理时间晚于当前时间",
                        en: "It was received later than now"
                    )
                )
            }
        }
        let opened = pointer.appending("openedOn")
        if let text = openedOn, let day = date(text) {
            days.append((day, opened))
            if day > LocalDate(moment.now) {
                problems.append(
                    Problem(
                        "OPENED_IN_FUTURE",
                        at: opened.description,
                        zh: "立案日期晚于今天",
                        en: "It was opened later than today"
                    )
                )
            }
        }
        for (day, place) in days where !moment.calendarYears.contains(day.year) {
            let year = day.year
            problems.append(
                Problem(
                    "CALENDAR_NOT_LOADED",
                    at: place.description,
                    zh: "\(year)年节假日尚未载入",
                    en: "The holidays of \(year) are not loaded",
                    severity: .warning
                )
            )
        }
        return problems
    }

    /// The moment a text names; what is wrong with it the schema has told already.
    private func instant(_ text: String) -> Instant? {
        do throws(TimeText.Fault) { return try TimeText.instant(text) } catch { return nil }
    }

    private func date(_ text: String) -> LocalDate? {
        do throws(TimeText.Fault) { return try TimeText.date(text) } catch { return nil }
    }
}
