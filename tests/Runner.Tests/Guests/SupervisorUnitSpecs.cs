using VirshLite.Runner.Guests;

namespace VirshLite.Runner.Tests.Guests;

/// <summary>Supervisors that outlive the login they were started from.</summary>
public sealed class SupervisorUnitSpecs
{
    [Theory]
    [InlineData("0::/user.slice/user-0.slice/session-3.scope\n", true)]
    [InlineData("12:pids:/x\n1:name=systemd:/user.slice/user-0.slice/session-3.scope\n0::/\n", true)]
    [InlineData("0::/system.slice/virshlite-guests.service\n", false)]
    [InlineData("0::/machine.slice/x.scope/user.slice/\n", false)]
    [InlineData("5:cpu:/user.slice/a\n0::/\n", false)]
    [InlineData("", false)]
    public void A_login_is_known_by_its_slice(string groups, bool isLogin) => SupervisorUnit.IsOfALogin(groups).ShouldBe(isLogin);

    [Fact]
    public void The_scope_has_the_supervisor_alone_and_ends_after_the_guests_were_asked()
    {
        IReadOnlyList<string> words = SupervisorUnit.Words("a b", 7, 4711);

        words.ShouldContain("virshlite-supervisor-7-4711.scope");
        string.Join(' ', words).ShouldContain("PIDs au 1 4711 Slice s system-virshlite.slice");
        string.Join(' ', words).ShouldContain("Before as 1 virshlite-guests.service 0");
        words.ShouldContain("Supervisor of the virtual machine a b");
    }
}
