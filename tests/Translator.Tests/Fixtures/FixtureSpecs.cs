using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Fixtures;

/// <summary>
/// Our own domains in tests/fixtures, each with its approved command lines beside it: NAME.args is what libvirt does with a QEMU that takes JSON,
/// NAME.classic.args the key=value form.
/// </summary>
public class FixtureSpecs
{
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (string file in Directory.EnumerateFiles(Folder(), "*.xml").Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileNameWithoutExtension(file));
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Command_lines_are_the_approved_ones(string name)
    {
        Approve(name, "args", TestQemu.Modern, CommandSyntax.Auto);
        Approve(name, "classic.args", TestQemu.KeyValue, CommandSyntax.Classic);
    }

    /// <summary>The line that the whole project is measured by: tap descriptor 22, vhost descriptor 23.</summary>
    [Fact]
    public void The_bridged_virtio_interface_comes_out_as_virsh_prints_it()
    {
        LaunchPlan plan = PlanOf("interface-bridge-vhost", TestQemu.KeyValue);
        string text = string.Join(' ', PlanRenderer.Arguments(plan, new InterfaceNumbering(22), CommandSyntax.Classic));

        text.ShouldContain(
            "-netdev tap,fd=22,id=hostnet0,vhost=on,vhostfd=23 "
            + "-device virtio-net-pci,netdev=hostnet0,id=net0,mac=52:54:00:1f:45:43,bus=pci.0,addr=0x3");
    }

    [Fact]
    public void Four_queues_give_lists_of_descriptors_mq_and_ten_vectors()
    {
        LaunchPlan plan = PlanOf("interface-bridge-multiqueue", TestQemu.KeyValue);
        string text = string.Join(' ', PlanRenderer.Arguments(plan, new InterfaceNumbering(22), CommandSyntax.Classic));

        text.ShouldContain(
            "-netdev tap,fds=22:23:24:25,id=hostnet0,vhost=on,vhostfds=26:27:28:29 "
            + "-device virtio-net-pci,mq=on,vectors=10,netdev=hostnet0,id=net0,mac=52:54:00:1f:45:43,bus=pci.0,addr=0x3");
    }

    private static void Approve(string name, string extension, QemuCapabilities qemu, CommandSyntax syntax)
    {
        LaunchPlan plan = PlanOf(name, qemu);
        CommandText.Lines(plan.Environment, plan.Binary, PlanRenderer.Arguments(plan, new DenseNumbering(plan), syntax))
            .ShouldMatchApproved(c => c
                .NoDiff()
                .SubFolder(Path.GetRelativePath(Checkout.At("tests", "Translator.Tests", "Fixtures"), Folder()))
                .WithFilenameGenerator((_, _, kind, _) => kind == "approved" ? $"{name}.{extension}" : $"{name}.{kind}.{extension}"));
    }

    private static LaunchPlan PlanOf(string name, QemuCapabilities qemu)
    {
        string file = Path.Combine(Folder(), name + ".xml");
        var context = new TranslationContext(
            DomainReader.Read(File.ReadAllText(file), new ReadingOptions { FileName = name }), _ => qemu, new TestHost(), new Settings());
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    private static string Folder() => Checkout.At("tests", "fixtures");

    /// <summary>Numbers only an interface's descriptors, densely from a given one; the monitor gets 3.</summary>
    private sealed class InterfaceNumbering(int first) : IFdNumbering
    {
        private readonly List<string> seen = [];

        public int NumberOf(PlanResource resource)
        {
            if (resource is not (TapQueue or VhostNet))
            {
                return 3;
            }

            if (!seen.Contains(resource.Name))
            {
                seen.Add(resource.Name);
            }

            return first + seen.IndexOf(resource.Name);
        }
    }
}
