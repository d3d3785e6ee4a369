using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>Threads that QEMU gets while the guest runs come out of its main one; they are tuned as those that were there at the start.</summary>
public sealed class HotPluggedThreadSpecs
{
    [SkippableFact]
    public void A_vCPU_and_an_iothread_that_come_later_run_where_the_XML_says()
    {
        Skip.If(Environment.ProcessorCount < 2, "needs two CPUs to tell apart");
        using var world = new World();
        string file = world.File_("g.xml", """
            <domain type='qemu'>
              <name>g</name>
              <memory unit='MiB'>16</memory>
              <vcpu placement='static' cpuset='0' current='1'>2</vcpu>
              <cputune><emulatorpin cpuset='1'/></cputune>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <features><acpi/></features>
              <devices><controller type='usb' model='none'/><memballoon model='none'/></devices>
            </domain>
            """);
        world.Do("create", file, "--paused");
        AllowedCpus(world, "CPU 0/").ShouldBe("0");

        world.Do("setvcpus", "g", "2", "--live");
        world.Do("iothreadadd", "g", "1", "--live");

        AllowedCpus(world, "CPU 1/").ShouldBe("0");
        AllowedCpus(world, "IO iothread1").ShouldBe("0");
        AllowedCpus(world, "qemu-system").ShouldBe("1");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    private static string AllowedCpus(World world, string thread)
    {
        string tasks = string.Create(CultureInfo.InvariantCulture, $"/proc/{world.QemuOf("g")}/task");
        string task = Directory.GetDirectories(tasks).First(t => NameOf(t).StartsWith(thread, StringComparison.Ordinal));
        return File.ReadLines(task + "/status").Select(l => l.Split('\t')).First(f => f[0] == "Cpus_allowed_list:")[1];
    }

    /// <summary>Empty where the thread, a worker, has just ended.</summary>
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(task + "/comm");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
