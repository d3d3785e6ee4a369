namespace VirshLite.Cli.Tests;

/// <summary>What net-event tells of networks, and how long it waits; its last lines are virsh's.</summary>
public sealed class NetEventSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Nothing_happens_for_so_long() =>
        Run("net-event", "--event", "lifecycle", "--timeout", "1").Output.ShouldBe("event loop timed out\nevents received: 0\n\n");

    [Fact]
    public void A_time_that_is_none_is_refused() =>
        Run("net-event", "--event", "lifecycle", "--timeout", "0").Error.ShouldBe("error: invalid timeout\n");

    [Fact]
    public async Task A_network_that_is_defined_meanwhile_is_told_of()
    {
        Task<CommandRun> waiting = Task.Run(() => Run("net-event", "--event", "lifecycle"));

        // until it has begun to look there is nobody to be told
        for (int i = 0; !waiting.IsCompleted && i < 300; i++)
        {
            Run("net-define", directory.File("a.xml", $"<network><name>a{i}</name></network>")).Error.ShouldBe("");
            await Task.Delay(200);
        }

        (await waiting).Output.ShouldMatch(@"\Aevent 'lifecycle' for network a\d+: Defined\nevents received: 1\n\n\z");
    }

    private CommandRun Run(params string[] words) => CommandRun.Of(
        ["--session", "--set", $"config_directory={directory.Path}/etc", "--set", $"state_directory={directory.Path}/run", .. words]);
}
