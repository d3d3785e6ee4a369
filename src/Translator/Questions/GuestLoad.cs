namespace VirshLite.Translator.Questions;

/// <summary>What a guest does in a second, of figures that were taken one after the other.</summary>
/// <param name="CpuPercent">Of one of the host's CPUs: two vCPUs that are busy make 200.</param>
/// <param name="ResidentKiB">Of the host's memory.</param>
/// <param name="ReadRate">Bytes a second of all its disks, as are those written.</param>
/// <param name="WriteRate">The same, written.</param>
/// <param name="ReceiveRate">Bytes a second that its interfaces receive.</param>
/// <param name="SendRate">The same, sent.</param>
public sealed record GuestLoad(double CpuPercent, ulong ResidentKiB, double ReadRate, double WriteRate, double ReceiveRate, double SendRate)
{
    /// <summary>What is asked of a guest for this.</summary>
    public const StatisticsGroup Groups = StatisticsGroup.CpuTotal | StatisticsGroup.Interface | StatisticsGroup.Block;

    /// <param name="before">What was true then; null = nothing is known, and no rates are.</param>
    /// <param name="now">What is true.</param>
    /// <param name="seconds">What lies between them.</param>
    public static GuestLoad Of(DomainFigures? before, DomainFigures now, double seconds)
    {
        if (before is null || seconds <= 0)
        {
            return new GuestLoad(0, now.ResidentKiB, 0, 0, 0, 0);
        }

        return new GuestLoad(
            Rate(f => f.Cpu?.Total ?? 0) / 1e7, now.ResidentKiB, Rate(f => Sum(f.Disks, d => d.ReadBytes)), Rate(f => Sum(f.Disks, d => d.WriteBytes)),
            Rate(f => Sum(f.Links.Values, l => l.ReceivedBytes)), Rate(f => Sum(f.Links.Values, l => l.SentBytes)));

        // a device that went takes its figures with it
        double Rate(Func<DomainFigures, ulong> figure) => Math.Max(0, ((double)figure(now) - figure(before)) / seconds);
    }

    private static ulong Sum<T>(IEnumerable<T> all, Func<T, ulong> figure) => all.Aggregate(0UL, (sum, one) => sum + figure(one));
}
