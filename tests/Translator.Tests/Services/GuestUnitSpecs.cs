using VirshLite.DomainParser;
using VirshLite.Translator.Services;

namespace VirshLite.Translator.Tests.Services;

public class GuestUnitSpecs
{
    [Fact]
    public void A_guest_is_a_service_that_says_when_it_runs_and_stops_by_its_power_button()
    {
        string unit = GuestUnit.Of(new GuestUnitFacts("web", "/usr/bin/virshlite", "web", Session: false, ShutdownSeconds: 60)).ToString();

        unit.ShouldStartWith("# made by: virshlite unit web\n\n[Unit]\nDescription=Guest web\n");
        unit.ShouldContain("\nType=notify\nExecStart=/usr/bin/virshlite start --foreground --quiet web\nKillMode=mixed\n");
        unit.ShouldContain("\nTimeoutStopSec=60\n");
        unit.ShouldContain("\nRestart=on-failure\nRestartSec=5\nRestartPreventExitStatus=2 3 4\n");
        unit.ShouldEndWith("[Install]\nWantedBy=multi-user.target\n");
    }

    [Fact]
    public void One_of_a_users_own_runs_in_session_mode() =>
        GuestUnit.Of(new GuestUnitFacts("web", "/usr/bin/virshlite", "/home/me/web.xml", Session: true)).ToString()
            .ShouldContain("\nExecStart=/usr/bin/virshlite --session start --foreground --quiet /home/me/web.xml\n");

    [Theory]
    [InlineData("a b", "\"a b\"")]
    [InlineData("50%", "50%%")]
    [InlineData("$HOME", "$$HOME")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("", "\"\"")]
    public void Words_of_a_command_reach_it_as_they_are(string word, string written) => new UnitFile().Command("X", word).ToString().ShouldBe($"X={written}\n");

    [Fact]
    public void A_value_of_two_lines_is_refused() => Should.Throw<DomainException>(() => new UnitFile().Set("Description", "a\nExecStart=/bin/sh"));
}
