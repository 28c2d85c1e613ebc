import Casework
import CaseworkTesting
import Testing

@Suite struct TheHistory {
    @Test func readsAsSentencesInChinese() throws {
        let lines = try history(of: expired(), .zh)
        #expect(
            lines.joined(separator: "\n") == """
                2023-04-27 09:00 受理人大代表建议:《关于解决小区物业纠纷的建议》。
                2023-04-27 09:00 “登记”开始,由督查室办理,期限2023-04-28。
                2023-04-27 09:00 督查室办结“登记”:受理。
                2023-04-27 09:00 “交办”开始,由督查室办理,期限2023-05-08。
                2023-04-27 09:00 从现在起可以提出“代表撤回”。
                2023-04-27 09:00 督查室(王科长)办结“交办”:完成。
                2023-04-27 09:00 “沟通代表”开始,由房管局办理,期限2023-05-29。
                2023-04-27 09:00 “会办意见”开始,由公安局、司法局、民政局办理,期限2023-05-29。
                2023-04-27 09:00 全案期限为2023-07-27(3个月,自“交办”完成起)。
                2023-04-27 09:00 司法局办结“会办意见”:已提出意见。
                2023-04-27 09:00 民政局办结“会办意见”:已提出意见。
                2023-04-27 09:00 房管局办结“沟通代表”:完成。
                2023-05-15 08:30 就“会办意见”向公安局发出提醒(送经办人)。
                2023-05-29 08:30 就“会办意见”向公安局发出黄牌(送经办人)。
                2023-05-30 00:00 公安局未在2023-05-29前完成“会办意见”(依据:地方代表建议办理规定 第20条),已记逾期。
                2023-05-30 00:00 公安局的“会办意见”到期结束:逾期未办。
                2023-05-30 00:00 “会办意见”全部结束:已提出意见。
                2023-05-30 00:00 “协调分歧”无需办理。
                2023-05-30 00:00 “拟稿”开始,由房管局办理,期限2023-07-13。
                2023-05-30 08:30 就“会办意见”向公安局发出红牌(送负责人)。
                2023-05-30 08:30 就“会办意见”向公安局发出催办(送负责人)。
                """
        )
    }

    @Test func anOfferThatAnAgencyTookUpIsNotSaidToHaveBegunByItself() throws {
        var play = try DeputySuggestion.assigned()
        let offer = try #require(play.task("withdraw"))
        var report = play.report(offer)
        report.isRaised = true
        let raised = try #require(play.send(.report(agency: offer.holder.agency, report)).first { $0.name == .raised })
        #expect(raised.sentence(by: play.workflow, people: [:]).zh == "“代表撤回”已提出。")
        #expect(raised.sentence(by: play.workflow, people: [:]).en == "“Withdrawal by the deputy” was raised.")
    }

    @Test func readsAsSentencesInEnglish() throws {
        let lines = try history(of: expired(), .en)
        #expect(lines[5] == "2023-04-27 09:00 The Supervision Office (王科长) ended “Assignment”: done.")
        #expect(
            lines.suffix(7).joined(separator: "\n") == """
                2023-05-30 00:00 The Public Security Bureau did not end “Opinion of the co-handlers” by 2023-05-29 \
                (rule: 地方代表建议办理规定 第20条); the breach is recorded.
                2023-05-30 00:00 The time of the Public Security Bureau for “Opinion of the co-handlers” ran out: not done in time.
                2023-05-30 00:00 “Opinion of the co-handlers” is over as a whole: opinion given.
                2023-05-30 00:00 “Settlement of the disagreement” is not needed.
                2023-05-30 00:00 “Draft of the reply” began, with the Housing Bureau, due 2023-07-13.
                2023-05-30 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: red card (to: leader).
                2023-05-30 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: notice to hurry (to: leader).
                """
        )
    }

    @Test func isExplainedByWhatTheCaseWaitsFor() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("justice", &play)
        DeputySuggestion.submit("civil-affairs", &play)
        DeputySuggestion.contact(&play)
        let waiting = play.state.waiting(by: play.workflow, at: play.clock.now)
        #expect(
            waiting.map(\.sentence.zh) == [
                "等待公安局办理“会办意见”,期限2023-05-29(1个月,自“交办”完成起;依据:地方代表建议办理规定 第20条)。",
                "“协调分歧”在等“会办意见”。", "“拟稿”在等“会办意见”。",
            ]
        )
        #expect(waiting.first?.agency == "police")
        #expect(waiting.first?.until == (try Instant.city("2023-05-30 00:00")))
        play.pass(to: try Instant.city("2023-05-30 09:00"))
        let draft = try #require(play.state.waiting(by: play.workflow, at: play.clock.now).first)
        #expect(draft.sentence.zh == "等待房管局办理“拟稿”,期限2023-07-13(“送达代表”期限前10个工作日;依据:本流程规定)。")
    }

    /// The police keep silent: their opinion expires.
    private func expired() throws -> Play {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("justice", &play)
        DeputySuggestion.submit("civil-affairs", &play)
        DeputySuggestion.contact(&play)
        play.pass(to: try Instant.city("2023-05-31 09:00"))
        return play
    }

    private func history(of play: Play, _ language: Language) throws -> [String] {
        zip(play.events, play.moments).filter { $0.0.isForPeople }.map { event, moment in
            let words = event.sentence(by: play.workflow, people: ["supervision-wang": "王科长"])
            return "\(moment.forPeople) \(words[language])"
        }
    }
}
