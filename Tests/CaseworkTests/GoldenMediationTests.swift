import Casework
import CaseworkTesting
import Testing

/// What the domain notes say of mediations, committees and handovers, read from the shipped workflows as cases run by them.
@Suite struct TheTermsOfMediationsCommitteesAndHandovers {
    @Test func aMediationIsDueAMonthAfterItCameAndRollsPastTheFestival() throws {
        let play = try mediation()
        #expect(play.state.clock?.deadline.due?.nominal.description == "2024-04-04")
        #expect(play.state.clock?.deadline.due?.on.description == "2024-04-07")
    }

    @Test func theWindowOfConfirmationClosesThirtyDaysAfterTheAgreementWithThreeReminders() throws {
        var play = try mediation()
        try toSessions(&play)
        play.pass(to: try Instant.city("2024-03-20 10:00"))
        play.complete("sessions", outcome: "settled", fields: sessions)
        let agreement: [String: Value] = [
            "agreementKind": "written", "effectiveOn": "2024-03-20", "performBy": "2024-05-31", "signatures": [],
        ]
        play.complete("agreement", fields: agreement, document: "武人调〔2024〕1号")
        #expect(play.task("apply")?.deadline?.legal?.on.description == "2024-04-19")
        #expect(play.task("apply")?.holder.party == "parties")
        play.pass(to: try Instant.city("2024-04-20 09:00"))
        let reminded = zip(play.events, play.moments).compactMap { event, moment -> String? in
            guard case .noticed(let notice) = event, notice.ref.step == "apply" else { return nil }
            return "\(notice.notice) \(LocalDate(moment))"
        }
        // The 25th day is a Sunday: a reminder comes when somebody can read it.
        #expect(reminded == ["remind 2024-04-09", "remind 2024-04-15", "remind 2024-04-18"])
        #expect(play.task("apply")?.breaches == [], "a right that lapses is no breach")
        #expect(play.state.closed?.reason == .resolved)
        // The agreement is a contract still: whether it is performed is looked at when it is due.
        play.pass(to: try Instant.city("2024-06-03 09:00"))
        #expect(play.open == ["perform"])
    }

    @Test func aDisputeGoesFromPeopleToOfficeToCourtInOneCaseAndEveryTrackIsOnRecord() throws {
        var play = try mediation()
        try toSessions(&play)
        play.complete("sessions", outcome: "unsettled", fields: sessions)
        play.complete("hand-over", outcome: "administrative", fields: ["record": "转房管"])
        #expect(play.task("administrative")?.holder.agency == "housing")
        play.complete("administrative", outcome: "unsettled", fields: ["record": "未成"])
        #expect(play.task("judicial")?.holder.party == "court")
        play.complete("judicial", outcome: "settled", fields: ["record": "调解书"])
        #expect(play.state.closed?.end == "resolved")
        let tracks = play.state.tasks.filter { ["sessions", "administrative", "judicial"].contains($0.ref.step) }
        #expect(tracks.compactMap(\.outcome) == ["unsettled", "unsettled", "settled"])
        #expect(play.state.id == "WH-1")
    }

    @Test func silenceIsNoConsentAndNobodyIsMediatedAgainstHisWill() throws {
        var play = try mediation()
        play.complete("triage", outcome: "people", fields: triage)
        play.pass(to: try Instant.city("2024-03-12 09:00"))
        #expect(play.task("consent")?.outcome == "declined")
        #expect(play.task("consent")?.breaches == [])
        #expect(play.open == ["advise"])
    }

    @Test func aMediatorWithAConflictIsReplacedTwiceAndThenTheDisputeIsHandedOver() throws {
        var play = try mediation()
        play.complete("triage", outcome: "people", fields: triage)
        play.complete("consent", outcome: "both-agree")
        for attempt in 1...3 {
            #expect(play.task("assign-mediator")?.ref.attempt == attempt)
            play.complete(
                "assign-mediator",
                outcome: "assigned",
                fields: ["mediator": "TJ-7", "askAgencies": ["housing"]]
            )
            let conflict: [String: Value] = ["conflictWith": "李**", "grounds": "近亲属"]
            play.complete("impartiality", outcome: "conflict", fields: conflict)
        }
        #expect(play.open == ["hand-over"])
    }

    @Test func aRefusalOfTheCourtGoesBackToTheHandOverOnce() throws {
        var play = try mediation()
        try toSessions(&play)
        play.complete("sessions", outcome: "settled", fields: sessions)
        let agreement: [String: Value] = [
            "agreementKind": "oral", "effectiveOn": "2024-03-20", "performBy": "2024-05-31",
        ]
        play.complete("agreement", fields: agreement, document: "武人调〔2024〕1号")
        play.complete("apply", outcome: "applied")
        play.complete("court-accept", outcome: "accepted", fields: ["courtNumber": "(2024)鄂0111诉前调确12号"])
        play.complete("court-decide", outcome: "not-confirmed")
        #expect(play.open == ["hand-over"])
        play.complete("hand-over", outcome: "suit", fields: ["record": "协议无效"])
        play.complete("advise", fields: ["advice": "可起诉", "legalAid": "offered"])
        #expect(play.state.closed?.end == "unresolved")
    }

    @Test func theThreatOfViolenceCallsThePoliceAtOnceAndTheMediationGoesOn() throws {
        var play = try mediation()
        try toSessions(&play)
        play.raise("violence-risk")
        play.complete("violence-risk", fields: ["riskFacts": "扬言动手"])
        let attend = try #require(play.task("attend"))
        #expect([attend.holder.agency, attend.holder.unit] == ["police", "duty"])
        #expect(try #require(play.state.assignment(attend.ref, by: play.workflow)).content.isUrgent == true)
        #expect(attend.deadline?.due?.at == play.clock.now + 2 * 3_600_000)
        #expect(play.open == ["sessions", "attend"])
    }

    @Test func aSuspensionThatCivilAffairsReturnsIsDecidedAgainAndASecondReturnRestoresTheCommittee() throws {
        var play = try committee()
        play.complete("check", outcome: "urgent", fields: ["facts": "擅自转移资金"])
        #expect(play.open == ["suspend", "audit"])
        let decision: [String: Value] = ["grounds": "转移资金", "caretaker": "community", "overrideReason": "情况紧急"]
        play.complete("suspend", outcome: "suspended", fields: decision, document: "街停职〔2024〕1号")
        #expect(play.task("oversee")?.holder.party == nil && play.task("oversee")?.holder.unit == "bureau")
        play.complete("oversee", outcome: "returned", fields: ["guidance": "事实不清"])
        #expect(play.task("suspend")?.ref.attempt == 2)
        play.complete("suspend", outcome: "suspended", fields: decision, document: "街停职〔2024〕2号")
        play.complete("oversee", outcome: "returned", fields: ["guidance": "理由不足"])
        #expect(play.open == ["audit", "restore"])
    }

    /// The vote is a case of its own; the office goes where it says, and the estate is never left without a signatory.
    @Test(arguments: [("passed", "take-over"), ("failed", "restore"), ("no-quorum", "settle"), ("aborted", "settle")])
    func aRecallOpensItsVoteAndTheOfficeGoesWhereThatSays(end: String, next: String) throws {
        var play = try committee()
        play.complete("check", outcome: "urgent", fields: ["facts": "擅自转移资金"])
        suspended(&play)
        play.complete("recall-notice", outcome: "called", fields: ["ownersAsking": 20], document: "街召〔2024〕1号")
        let vote = try #require(play.task("recall")?.child)
        #expect(vote.fields["matter"] == "elect-committee" && vote.fields["proposer"] == "street")
        #expect(vote.fields["estate"] == "示例新村")
        #expect(!play.open.contains("settle"))
        play.closeChild("recall", end: end)
        #expect(play.task("recall")?.outcome == end)
        #expect(play.open.contains(next), "\(play.open)")
        #expect(Set(play.open).intersection(["take-over", "restore", "settle"]) == [next])
    }

    @Test func aSuspensionIsTakenBackInReverseWhenTheReportIsWithdrawn() throws {
        var play = try committee()
        play.complete("check", outcome: "urgent", fields: ["facts": "擅自转移资金"])
        suspended(&play)
        play.complete("take-seal", outcome: "handed-over", fields: ["things": []])
        play.raise("withdraw")
        play.complete("withdraw")
        #expect(play.open == ["undo take-seal"])
        play.complete(try #require(play.undo("take-seal")))
        #expect(play.open == ["undo suspend"])
        #expect(play.undo("suspend")?.covers == ["街停职〔2024〕1号"])
        play.complete(try #require(play.undo("suspend")), document: "武民撤〔2024〕1号")
        play.complete(try #require(play.undo("accept")))
        #expect(play.state.closed?.end == "withdrawn")
    }

    @Test func aReferralEndsTheCaseAndNothingTakesItBack() throws {
        var play = try committee()
        play.complete("check", outcome: "serious", fields: ["facts": "账目不符"])
        play.complete("audit", outcome: "illegal", fields: ["auditor": "示例会计师事务所", "auditReport": "x"])
        play.complete("refer", fields: ["referredTo": "discipline", "files": []], document: "武民移〔2024〕1号")
        play.raise("withdraw")
        #expect(play.state.ending == nil && play.task("withdraw")?.state != .open)
        #expect(play.workflow["refer"]?.undo == .never)
        #expect(play.task("referral-answer")?.holder.party == "discipline")
        play.complete("referral-answer", outcome: "accepted")
        play.complete("appoint", fields: ["interviewAt": "2024-05-20T09:00:00+08:00", "place": "街道"])
        play.pass(to: try Instant.city("2024-05-17 09:00"))
        play.complete("interview", outcome: "held", fields: ["minutes": "x", "promises": []], document: "街约谈〔2024〕1号")
        play.complete("order", fields: ["orders": "公开账目"], document: "武民责〔2024〕1号")
        play.complete("correct", fields: ["report": "已公开"])
        play.complete("verify", outcome: "corrected", fields: ["facts": "属实"])
        play.complete("publish", fields: ["photo": "x"])
        #expect(play.state.closed?.end == "referred")
        // What was referred stays referred: the close says that it stands.
        #expect(play.state.closed?.reason == .referred)
    }

    @Test func helpOfASupportBodyChangesNothingOfTheCase() throws {
        var play = try committee()
        let before = play.open
        play.raise("assist")
        #expect(play.task("assist")?.holder.party == "support-org")
        play.complete("assist", fields: ["record": "协助整理账目"])
        #expect(play.open == before)
        #expect(play.state.closed == nil)
    }

    @Test func theCommitteeThatMayActIsNamedWhenASuspensionLapses() throws {
        var play = try committee()
        play.complete("check", outcome: "urgent", fields: ["facts": "擅自转移资金"])
        suspended(&play)
        play.complete("recall-notice", outcome: "called", fields: ["ownersAsking": 20], document: "街召〔2024〕1号")
        play.pass(to: try Instant.city("2024-07-16 09:00"))
        #expect(play.open.contains("lapse"))
        #expect(play.task("lapse")?.openedAt == (try Instant.city("2024-07-13 00:00")))
    }

    @Test func aHandoverIsDueFifteenDaysAfterTheContractEndedAndThenTheConferenceIsAsked() throws {
        var play = try handover()
        #expect(play.task("notice")?.deadline?.legal?.on.description == "2025-04-10")
        let notice: [String: Value] = ["servedOn": "2025-04-10", "terminatesOn": "2025-06-09"]
        play.complete("notice", fields: notice)
        play.complete("exit-filing", fields: ["files": []])
        play.complete(
            "contract",
            outcome: "filed",
            fields: ["newCompany": "乙物业有限公司", "startsOn": "2025-06-10", "files": []]
        )
        play.complete("inspect", outcome: "listed", fields: ["inspectors": ["a", "b"], "findings": []])
        #expect(play.task("hand-over")?.deadline?.legal?.on.description == "2025-06-24")
        play.pass(to: try Instant.city("2025-06-27 09:00"))
        #expect(play.task("hand-over")?.outcome == "expired")
        #expect(play.task("conference")?.holder.party == "street")
        #expect(play.open.contains("order-to-leave"))
        play.complete("order-to-leave", fields: ["orders": "三日内退出"], document: "武房责退〔2025〕1号")
        play.complete("leave", outcome: "stayed")
        #expect(Set(play.open) == ["conference", "penalty", "police-attend"])
    }

    @Test func noticeOfTheCompanyIsDueEarlierThanThatOfTheOwners() throws {
        #expect(
            try handover(["ending": "quits", "noticeBy": "old-company"]).task("notice")?.deadline?.legal?.on.description
                == "2025-03-11"
        )
    }

    private func mediation() throws -> Play {
        try opened(
            "dispute-mediation",
            "2024-03-04 10:05",
            [
                "category": "propertyService.feeArrears", "districtCode": "420111", "channel": "counter",
                "consent": "given",
                "receivedAt": "2024-03-04T10:00:00+08:00", "claim": 368_000, "text": "拖欠物业费",
                "parties": [
                    ["role": "applicant", "kind": "company", "name": "示例物业有限公司"],
                    ["role": "respondent", "kind": "owner", "name": "李**"],
                ],
            ]
        )
    }

    private func toSessions(_ play: inout Play) throws {
        play.complete("triage", outcome: "people", fields: triage)
        play.complete("consent", outcome: "both-agree")
        let appointment: [String: Value] = ["mediator": "TJ-7", "askAgencies": ["housing", "police", "civil-affairs"]]
        play.complete("assign-mediator", outcome: "assigned", fields: appointment)
        play.complete("impartiality", outcome: "clear")
        #expect(Set(play.open) == ["facts.housing", "facts.police", "facts.civil-affairs"])
        for agency in ["housing", "police", "civil-affairs"] {
            play.complete("facts", agency, outcome: "provided", fields: ["answer": "已查明"])
        }
        #expect(play.open == ["sessions"])
    }

    private func committee() throws -> Play {
        var play = try opened(
            "committee-misconduct",
            "2024-05-13 09:00",
            [
                "category": "publicManagement.commonRevenue", "districtCode": "420104", "street": "示例三街道",
                "estate": "示例新村", "channel": "letter", "receivedAt": "2024-05-13T09:00:00+08:00", "source": "owners",
                "reporterCount": 23, "ownersTotal": 100, "allegations": ["账目不公开"], "text": "请求约谈并审计",
            ]
        )
        #expect(play.task("accept")?.deadline?.due?.on.description == "2024-05-15")
        play.complete("accept", outcome: "accepted")
        return play
    }

    private func suspended(_ play: inout Play) {
        let decision: [String: Value] = ["grounds": "转移资金", "caretaker": "community", "overrideReason": "情况紧急"]
        play.complete("suspend", outcome: "suspended", fields: decision, document: "街停职〔2024〕1号")
        play.complete("oversee", outcome: "endorsed")
    }

    private func handover(_ more: [String: Value] = [:]) throws -> Play {
        let fields: [String: Value] = [
            "districtCode": "420115", "street": "示例五街道", "estate": "示例雅苑", "channel": "counter",
            "receivedAt": "2025-03-03T09:00:00+08:00", "ending": "dismissed", "noticeBy": "committee",
            "oldCompany": "甲物业有限公司", "newCompany": "乙物业有限公司", "terminatesOn": "2025-06-09", "text": "拒不移交",
        ]
        var play = try opened("company-handover", "2025-03-03 09:05", fields.merging(more) { _, new in new })
        play.complete("decided", outcome: "on-file")
        return play
    }

    private func opened(_ name: String, _ moment: String, _ fields: [String: Value]) throws -> Play {
        var play = Play(try Fixture.workflow(name), calendar: try Fixture.calendar(), at: try Instant.city(moment))
        play.open(fields)
        return play
    }

    private let triage: [String: Value] = ["resource": "lawyer", "grounds": "双方愿意调解"]
    private let sessions: [String: Value] = ["heldAt": ["2024-03-18T09:00:00+08:00"], "absences": 0, "record": "已调解"]
}
