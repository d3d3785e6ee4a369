using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Networks;

public class NetworkPlanSpecs
{
    private static readonly NetworkPaths Paths = new("/run/n", "/var/lib/d", "lab");

    [Fact]
    public void A_start_makes_the_bridge_first_and_turns_forwarding_on_last()
    {
        IReadOnlyList<PlanStep> steps = Plan(SampleNetworks.Nat).Steps;

        steps[0].ShouldBeOfType<RunCommand>().Arguments.Take(3).ShouldBe(["link", "add", "name"]);
        int rules = Index(steps, "nft");
        int dnsmasq = Index(steps, "env");
        rules.ShouldBeInRange(1, dnsmasq - 1);
        steps.OfType<WriteKernelFile>().Select(w => w.Path).ShouldContain("/proc/sys/net/ipv6/conf/labbr0/accept_ra");
        steps[^2].ShouldBe(new WriteKernelFile("/proc/sys/net/ipv4/ip_forward", "1"));
        steps[^1].ShouldBe(new WriteKernelFile("/proc/sys/net/ipv6/conf/all/forwarding", "1"));
    }

    [Fact]
    public void What_stays_after_a_failure_is_undone_by_what_each_step_notes()
    {
        IReadOnlyList<PlanStep> steps = Plan(SampleNetworks.Nat).Steps;

        steps[0].Undo.Single().ShouldBeOfType<RunCommand>().Arguments.ShouldBe(["link", "delete", "dev", "labbr0"]);
        steps[Index(steps, "nft")].Undo.Single().ShouldBe(new RemovePacketRules("nft", "virshlite_lab"));
        steps[Index(steps, "env")].Undo.ShouldBe([new StopByPidFile("/run/n/lab.pid", "/var/lib/d/lab.conf"), new StopMarked("VIRSHLITE_NETWORK=7")]);
    }

    [Fact]
    public void An_isolated_network_is_no_way_to_anywhere() =>
        Plan(SampleNetworks.Isolated).Steps.OfType<WriteKernelFile>().ShouldNotContain(w => w.Path.EndsWith("forward", StringComparison.Ordinal));

    [Fact]
    public void Forwarding_that_would_cost_the_host_its_own_routes_is_refused() =>
        Should.Throw<DomainException>(() => Plan(SampleNetworks.Nat, new NetworkFacts { LearntRoutes = ["eth0"] })).Message.ShouldEndWith("networking: eth0");

    [Theory]
    [InlineData("<dns><host ip='10.0.0.2'><hostname>a</hostname></host></dns>", "", NetworkSection.DnsHost, false, true)]
    [InlineData("<dns><txt name='a' value='b'/></dns>", "", NetworkSection.DnsTxt, true, false)]
    [InlineData("", "<host mac='52:54:00:00:00:02' ip='10.0.0.3'/>", NetworkSection.IpDhcpHost, false, true)]
    [InlineData("", "<range start='10.0.0.20' end='10.0.0.29'/>", NetworkSection.IpDhcpRange, true, false)]
    public void A_change_of_a_running_network_starts_dnsmasq_anew_only_where_it_reads_once(
        string dns, string dhcp, NetworkSection section, bool isRestarted, bool isRefreshed)
    {
        VirtualNetwork before = Changing("", "");
        VirtualNetwork after = Changing(dns, dhcp);

        IReadOnlyList<PlanStep> steps = NetworkUpdateSteps.Of(before, after, section, new NetworkFacts { Run = "7" }, Paths);

        steps.Any(s => s is RunCommand { Program: "env" }).ShouldBe(isRestarted);
        NetworkUpdateSteps.IsRefreshed(before, after, section).ShouldBe(isRefreshed);
        steps.Any(s => s is RemovePacketRules).ShouldBe(section is NetworkSection.IpDhcpHost or NetworkSection.IpDhcpRange);
    }

    private static VirtualNetwork Changing(string dns, string dhcp) => SampleNetworks.Read(
        $"<network><name>lab</name><bridge name='b'/>{dns}<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.10' end='10.0.0.19'/>{dhcp}</dhcp></ip>"
            + "</network>");

    private static int Index(IReadOnlyList<PlanStep> steps, string program) => steps.ToList().FindIndex(s => s is RunCommand run && run.Program == program);

    private static NetworkPlan Plan(string xml, NetworkFacts? facts = null) =>
        NetworkPlan.Of(SampleNetworks.Read(xml), (facts ?? new NetworkFacts()) with { Run = "7", LeaseScript = "/lease" }, Paths);
}
