using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Plan;

public class PreviewNumberingSpecs
{
    [Fact]
    public void Interfaces_count_from_22_and_listening_sockets_stand_by_path()
    {
        var monitor = new MonitorSocket("monitor-source", "/run/a,b.sock");
        var net = new InterfacePlan { Kind = TapKind.Bridge, Alias = "net0", Interface = new Interface(), Queues = 1, VnetHeader = true };
        var tap = new TapQueue("tapfd-net00", net, 0);
        var vhost = new VhostNet("vhostfd-net00", net, 0, "/dev/vhost-net");
        var file = new OutputFile("serial0-source", "/log", false);
        var plan = new LaunchPlan
        {
            Domain = new Domain(),
            Binary = "/bin/qemu",
            Paths = new GuestPaths(new Settings(), -1, "a"),
            Syntax = new SyntaxSupport(true, true),
        };
        plan.Resources.AddRange([monitor, file, tap, vhost]);
        var numbering = new PreviewNumbering(plan);

        numbering.NumberOf(tap).ShouldBe(22);
        numbering.NumberOf(vhost).ShouldBe(23);
        numbering.NumberOf(file).ShouldBe(24);
        new OptionText("socket").Add("id", "charmonitor").Fd("fd", monitor).Add("server", true).Render(numbering)
            .ShouldBe("socket,id=charmonitor,path=/run/a,,b.sock,server=on");
    }
}
