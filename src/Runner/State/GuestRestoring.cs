using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Brings saved guests back (guest-state.md 1.5). The image is only read: if it does not come to a running guest, nothing is lost.</summary>
public sealed class GuestRestoring(GuestOperations guests)
{
    /// <exception cref="DomainParser.DomainException">The guest could not be restored; nothing is left of the attempt.</exception>
    public GuestRecord Restore(string path, RestoreOptions options) => Restore(path, SavedImages.Read(path), options);

    internal GuestRecord Restore(string path, SaveImage image, RestoreOptions options)
    {
        SaveFormat format = SaveFormats.Of(image.Header.Version, image.Header.Format);
        SavePlan.CheckChannels(format, options.Channels);

        Domain domain = DefinitionHook.Ask(guests.Store.Settings, "restore", Definition(image, options), options.Complete);
        if (guests.Find(domain.Name) is not null)
        {
            throw new GuestException($"Requested operation is not valid: domain '{domain.Name}' is already active");
        }

        using GuestStart start = guests.BeginStart(domain.Name);
        TranslationContext context = options.ContextOf(domain,
            new TranslationOptions { GuestId = start.Id, ForStart = true, IncomingUri = RestorePlan.IncomingUri });
        (LaunchPlan plan, Cpu? defined) = PlanOf(image, domain, context, isOfThePast: true);
        if (options.ResetNvram)
        {
            plan.Files.Where(f => f.Kind == PlannedFileKind.NvramFromTemplate).ToList().ForEach(f => Files.Delete(f.Path));
        }

        using FilteredStream stream = FilteredStream.Open(new StreamFile("restore", path, image.Header.StreamOffset, Filters(format), ForWriting: false));
        using FileDescriptor? direct = options.BypassCache && format == SaveFormat.Sparse
            ? Files.Open(path, Libc.O_RDONLY | Libc.O_DIRECT, UnixFileMode.None) : null;
        RestorePlan.Extend(plan, format, image.Header.StreamOffset, stream.QemuEnd.Number, direct?.Number, options.Channels ?? 1, context);
        bool running = options.Running ?? image.Header.WasRunning;
        StartOptions startOptions = options.StartOptionsOf(context) with
        {
            Paused = !running,
            RunningReason = options.RunningReason,
            PausedReason = options.PausedReason,
            DefinedCpu = defined,
        };
        GuestRecord record = GuestLauncher.Run(start, plan, startOptions);
        return record;
    }

    /// <summary>The plan of a launch whose state comes from elsewhere, and the CPU as its definition has it.</summary>
    internal static (LaunchPlan Plan, Cpu? Defined) PlanOf(SaveImage image, Domain domain, TranslationContext context, bool isOfThePast)
    {
        Translation.Complete(context);
        Cpu? defined = domain.Cpu;
        if (image.Cookie()?.Cpu is { } cpu)
        {
            cpu.Numa = defined?.Numa ?? cpu.Numa;
            domain.Cpu = cpu;
        }

        if (domain.HasGenId && isOfThePast)
        {
            // the guest shall notice that its memory is of the past
            domain.GenId = Guid.NewGuid();
        }

        return (Translation.Plan(context), defined);
    }

    private static IReadOnlyList<IReadOnlyList<string>> Filters(SaveFormat format) => SaveFormats.Unpacker(format) is { } unpacker ? [unpacker] : [];

    private static Domain Definition(SaveImage image, RestoreOptions options)
    {
        Domain stored = DomainReader.Read(image.Xml, new ReadingOptions { FileName = "definition of the saved guest", IgnoreUnknown = true });
        if (options.Definition is not { } other)
        {
            return stored;
        }

        options.Complete(stored);
        options.Complete(other);
        AbiCheck.Run(stored, other);
        return DomainReader.Read(DomainWriter.Write(other), new ReadingOptions { IgnoreUnknown = true });
    }
}
