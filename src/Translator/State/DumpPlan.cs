using VirshLite.DomainParser;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>
/// The steps that dump a guest into a file (guest-state.md 2): a core file by QEMU, or a stream like a saved guest's without a header. The guest stands still
/// meanwhile, unless it is to be live, and goes on afterwards.
/// </summary>
public static class DumpPlan
{
    /// <summary>libvirt's name of the job, in the words of a failure.</summary>
    public const string Job = "domain core dump";

    private const string CoreName = "dump";

    /// <param name="formats">What QEMU can write (<c>query-dump-guest-memory-capability</c>).</param>
    /// <param name="supported">Migration capabilities that the guest's QEMU has.</param>
    /// <param name="former">Its migration parameters as they are; put back at the end of a stream.</param>
    /// <exception cref="DomainException">The request cannot be.</exception>
    public static IReadOnlyList<PlanStep> Steps(DumpRequest request, IReadOnlySet<string> formats, IReadOnlySet<string> supported, PropertyBag former)
    {
        request.Check();
        string format = DumpFormat.Names[request.Format];
        if (request.MemoryOnly && request.Format != DumpFormat.Elf && !formats.Contains(format))
        {
            throw DomainException.Argument($"unsupported dumpformat '{format}' for this QEMU binary");
        }

        if (request.Packing == SaveFormat.Sparse)
        {
            throw DomainException.Unsupported("a dump cannot be written in the format 'sparse'");
        }

        var goOn = new QmpStep("cont") { IgnoreErrors = true };
        var steps = new List<PlanStep>();
        if (request.IsRunning)
        {
            // a command that changes nothing carries the way back where the guest goes on for now: QEMU itself stops it at the end
            steps.Add(new QmpStep(request.Live ? "query-status" : "stop") { Purpose = "stopping the guest", Undo = [goOn], UndoAt = UndoTime.Failure });
        }

        steps.Add(new PatchFile(request.Path, 0, [])
        {
            Creates = true,
            Purpose = $"Failed to create file '{request.Path}'",
            Undo = request.FileExists ? [] : [new RemoveFile(request.Path)],
            UndoAt = UndoTime.Failure,
        });
        steps.AddRange(request.MemoryOnly ? Core(request, format) : SavePlan.Stream(
            new SaveRequest(request.Path)
            {
                Format = request.Packing,
                BypassCache = request.BypassCache,
                IsRunning = request.IsRunning,
                Job = Job
            }, 0, supported, former, fdSet: 0));
        if (request.Reset)
        {
            steps.Add(new QmpStep("system_reset"));
        }

        if (request.IsRunning && !request.Crash)
        {
            steps.Add(new QmpStep("cont"));
        }

        return steps;
    }

    private static IEnumerable<PlanStep> Core(DumpRequest request, string format)
    {
        yield return new OpenResource(new StreamFile(CoreName, request.Path, 0, SaveFormats.WritingFilters(SaveFormat.Raw, request.BypassCache),
            ForWriting: true));
        yield return new QmpStep("getfd", new PropertyBag().Add("fdname", CoreName)) { Descriptor = CoreName };
        PropertyBag arguments = new PropertyBag().Add("paging", false).Add("protocol", "fd:" + CoreName).Add("detach", true);
        if (request.Format != DumpFormat.Elf)
        {
            arguments.Add("format", format);
        }

        yield return new QmpStep("dump-guest-memory", arguments);
        yield return new WaitForDump();
        yield return new CloseResource(CoreName) { Purpose = $"writing '{request.Path}'" };
    }
}
