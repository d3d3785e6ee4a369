using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary><c>domstats</c>: a guest's figures under libvirt's names, group by group (live-changes.md 12).</summary>
public sealed class DomainStatistics
{
    private readonly StringBuilder text = new();
    private readonly DomainFigures figures;

    private DomainStatistics(DomainFigures figures) => this.figures = figures;

    /// <param name="figures">What is known of the guest.</param>
    /// <param name="groups">Which groups are wanted.</param>
    /// <param name="backing">Images below the disks' are wanted too.</param>
    /// <returns>Lines of two blanks, name, <c>=</c> and value.</returns>
    public static string Of(DomainFigures figures, StatisticsGroup groups, bool backing)
    {
        var made = new DomainStatistics(figures);
        (StatisticsGroup Group, Action Write)[] all =
        [
            (StatisticsGroup.State, made.State), (StatisticsGroup.CpuTotal, made.CpuTotal), (StatisticsGroup.Balloon, made.Balloon),
            (StatisticsGroup.Vcpu, made.Vcpu), (StatisticsGroup.Interface, made.Interface), (StatisticsGroup.Block, () => made.Block(backing)),
            (StatisticsGroup.IoThread, made.IoThread), (StatisticsGroup.DirtyRate, made.DirtyRate), (StatisticsGroup.Vm, made.Vm),
        ];
        foreach ((StatisticsGroup group, Action write) in all)
        {
            if ((groups & group) != 0)
            {
                write();
            }
        }

        return made.text.ToString();
    }

    private void State()
    {
        Line("state.state", StateNumbers.State(figures.State));
        Line("state.reason", StateNumbers.Reason(figures.State, figures.Reason));
    }

    private void CpuTotal()
    {
        if (figures.Cpu is { } cpu)
        {
            Line("cpu.time", cpu.Total);
            Line("cpu.user", cpu.User);
            Line("cpu.system", cpu.System);
        }

        if (figures.IsActive)
        {
            Line("cpu.cache.monitor.count", 0);
            Line("cpu.haltpoll.success.time", QemuStatistics.Sum(figures.VcpuStats, "halt_poll_success_ns"));
            Line("cpu.haltpoll.fail.time", QemuStatistics.Sum(figures.VcpuStats, "halt_poll_fail_ns"));
        }
    }

    private void Balloon()
    {
        Domain domain = figures.Domain;
        ulong most = domain.MemoryKiB ?? 0;
        Line("balloon.current", figures.Balloon is { } balloon ? balloon.GetProperty("actual").GetUInt64() / 1024 : domain.CurrentMemoryKiB ?? most);
        Line("balloon.maximum", most);
        if (figures.GuestStats is { } told)
        {
            foreach ((string name, ulong value) in MemoryStatistics.Figures(told, keepZeroUpdate: true))
            {
                Line("balloon." + (name == "last_update" ? "last-update" : name), value);
            }
        }

        if (figures.IsActive)
        {
            Line("balloon.rss", figures.ResidentKiB);
        }
    }

    private void Vcpu()
    {
        Line("vcpu.current", figures.Domain.Vcpus.OnlineCount);
        Line("vcpu.maximum", figures.Domain.Vcpus.Maximum);
        foreach (VcpuTimes vcpu in figures.Vcpus)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"vcpu.{vcpu.Number}.");
            Line(name + "state", vcpu.State);
            Line(name + "time", vcpu.RunTime);
            Line(name + "wait", vcpu.WaitTime);
            if (vcpu.Halted is { } halted)
            {
                Line(name + "halted", halted ? "yes" : "no");
            }

            Line(name + "delay", vcpu.Delay);
            foreach ((string field, string value) in QemuStatistics.OfVcpu(figures.VcpuStats, figures.StatsSchemas, vcpu.Number))
            {
                Line(name + field, value);
            }
        }
    }

    private void Interface()
    {
        if (!figures.IsActive)
        {
            return;
        }

        Line("net.count", figures.Domain.Interfaces.Count);
        for (int i = 0; i < figures.Domain.Interfaces.Count; i++)
        {
            if (figures.Domain.Interfaces[i].TargetDevice is not { } device || !figures.Links.TryGetValue(device, out LinkFigures? link))
            {
                continue;
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"net.{i}.");
            Line(name + "name", device);
            Line(name + "rx.bytes", link.ReceivedBytes);
            Line(name + "rx.pkts", link.ReceivedPackets);
            Line(name + "rx.errs", link.ReceiveErrors);
            Line(name + "rx.drop", link.ReceiveDrops);
            Line(name + "tx.bytes", link.SentBytes);
            Line(name + "tx.pkts", link.SentPackets);
            Line(name + "tx.errs", link.SendErrors);
            Line(name + "tx.drop", link.SendDrops);
        }
    }

    private void Block(bool backing)
    {
        IReadOnlyList<BlockFigures> images = backing && figures.IsActive ? [.. figures.Disks.SelectMany(d => d.Backing.Prepend(d))] : figures.Disks;
        Line("block.count", images.Count);
        for (int i = 0; i < images.Count; i++)
        {
            BlockFigures image = images[i];
            string name = string.Create(CultureInfo.InvariantCulture, $"block.{i}.");
            Line(name + "name", image.Target);
            Line(name + "path", image.Path);
            Line(name + "backingIndex", image.Index);
            if (figures.IsActive)
            {
                Line(name + "rd.reqs", image.ReadRequests);
                Line(name + "rd.bytes", image.ReadBytes);
                Line(name + "rd.times", image.ReadTime);
                Line(name + "wr.reqs", image.WriteRequests);
                Line(name + "wr.bytes", image.WriteBytes);
                Line(name + "wr.times", image.WriteTime);
                Line(name + "fl.reqs", image.FlushRequests);
                Line(name + "fl.times", image.FlushTime);
            }

            Line(name + "allocation", image.HighestOffset);
            Line(name + "capacity", image.Capacity);
            Line(name + "physical", image.ActualSize);
            Line(name + "threshold", image.Threshold);
        }
    }

    private void IoThread()
    {
        if (figures.IoThreads is not { } threads || threads.GetArrayLength() == 0)
        {
            return;
        }

        Line("iothread.count", threads.GetArrayLength());
        foreach (JsonElement thread in threads.EnumerateArray())
        {
            string name = "iothread." + thread.GetProperty("id").GetString()!.Replace("iothread", "", StringComparison.Ordinal) + ".";
            foreach (string field in (string[])["poll-max-ns", "poll-grow", "poll-shrink"])
            {
                if (thread.TryGetProperty(field, out JsonElement value))
                {
                    Line(name + field, value.GetRawText());
                }
            }
        }
    }

    private void DirtyRate()
    {
        if (figures.DirtyRate is not { } rate)
        {
            return;
        }

        string[] states = ["unstarted", "measuring", "measured"];
        int state = Math.Max(0, Array.IndexOf(states, rate.GetProperty("status").GetString()));
        Line("dirtyrate.calc_status", state);
        Line("dirtyrate.calc_start_time", rate.GetProperty("start-time").GetRawText());
        Line("dirtyrate.calc_period", rate.GetProperty("calc-time").GetRawText());
        Line("dirtyrate.calc_mode", rate.TryGetProperty("mode", out JsonElement mode) ? mode.GetString() : "page-sampling");
        if (rate.TryGetProperty("dirty-rate", out JsonElement megabytes))
        {
            Line("dirtyrate.megabytes_per_second", megabytes.GetRawText());
        }

        if (rate.TryGetProperty("vcpu-dirty-rate", out JsonElement vcpus))
        {
            foreach (JsonElement vcpu in vcpus.EnumerateArray())
            {
                Line($"dirtyrate.vcpu.{vcpu.GetProperty("id").GetRawText()}.megabytes_per_second", vcpu.GetProperty("dirty-rate").GetRawText());
            }
        }
    }

    private void Vm()
    {
        foreach ((string field, string value) in QemuStatistics.OfMachine(figures.VmStats, figures.StatsSchemas))
        {
            Line("vm." + field, value);
        }
    }

    private void Line(string name, object? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name}={value}\n");
        }
    }
}
