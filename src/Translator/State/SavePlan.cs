using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>
/// The steps that write a running guest's state into an image (guest-state.md 1.4). Until the last one the image says of itself that it is not complete; each
/// step before can be taken back, and then the guest goes on.
/// </summary>
public static class SavePlan
{
    /// <summary>The name that the stream's descriptor has in QEMU.</summary>
    private const string StreamName = "migrate";

    /// <summary>Bytes a second that mean no limit: the most whole MiB in 63 bits (guest-state.md 1.4).</summary>
    public const long UnlimitedBandwidth = 9223372036853727232;

    /// <param name="supported">Migration capabilities that the guest's QEMU has.</param>
    /// <param name="former">Its migration parameters as they are; put back at the end.</param>
    /// <exception cref="DomainException">The request cannot be.</exception>
    public static IReadOnlyList<PlanStep> Steps(SaveRequest request, SaveImage image, IReadOnlySet<string> supported, PropertyBag former, int fdSet)
    {
        Check(request, supported);
        var steps = new List<PlanStep>();
        if (request.IsRunning)
        {
            // a command that changes nothing carries the way back where the guest goes on for now
            steps.Add(new QmpStep(request.StaysRunning ? "query-status" : "stop")
            {
                Purpose = "stopping the guest",
                Undo = [new QmpStep("cont") { IgnoreErrors = true }],
                UndoAt = UndoTime.Failure,
            });
        }

        steps.Add(new PatchFile(request.Path, 0, image.ToBytes())
        {
            Creates = true,
            Purpose = $"Failed to create file '{request.Path}'",
            Undo = request.FileExists ? [] : [new RemoveFile(request.Path)],
            UndoAt = UndoTime.Failure,
        });
        steps.AddRange(Stream(request, image.Header.StreamOffset, supported, former, fdSet));
        steps.Add(new PatchFile(request.Path, 0, (image.Header with { IsComplete = true }).ToBytes())
        {
            Durable = true,
            Purpose = $"completing '{request.Path}'"
        });
        return steps;
    }

    /// <exception cref="DomainException">The request cannot be.</exception>
    public static void Check(SaveRequest request, IReadOnlySet<string>? supported)
    {
        bool sparse = request.Format == SaveFormat.Sparse;
        CheckChannels(request.Format, request.Channels);
        if (sparse && supported is not null && !supported.Contains(MigrationCapabilities.MappedRam))
        {
            throw DomainException.Unsupported("save image format sparse is not supported by this QEMU binary");
        }
    }

    /// <exception cref="DomainException">The format has no streams beside one another, or there would be none.</exception>
    public static void CheckChannels(SaveFormat format, int? channels)
    {
        if (channels is not null && format != SaveFormat.Sparse)
        {
            throw DomainException.Argument("Parallel save is only supported with the 'sparse' save image format");
        }

        if (channels < 1)
        {
            throw DomainException.Argument("number of parallel save channels cannot be less than 1");
        }
    }

    /// <summary>QEMU's stream into a file, from <paramref name="offset"/> on, and what QEMU was set to before.</summary>
    internal static IEnumerable<PlanStep> Stream(SaveRequest request, long offset, IReadOnlySet<string> supported, PropertyBag former, int fdSet)
    {
        bool sparse = request.Format == SaveFormat.Sparse;
        PlanStep[] reset =
        [
            new QmpStep("migrate-set-capabilities", MigrationCapabilities.Arguments(supported)) { IgnoreErrors = true },
            new QmpStep("migrate-set-parameters", former) { IgnoreErrors = true },
        ];
        yield return new QmpStep("migrate-set-capabilities",
            MigrationCapabilities.Arguments(supported, sparse ? [MigrationCapabilities.MultiFd, MigrationCapabilities.MappedRam] : []))
        {
            Undo = reset,
            UndoAt = UndoTime.Failure,
        };
        PropertyBag parameters = new PropertyBag().Add("max-bandwidth", UnlimitedBandwidth);
        if (sparse)
        {
            parameters.Add("multifd-channels", request.Channels ?? 1);
            if (request.BypassCache)
            {
                parameters.Add("direct-io", true);
            }
        }

        yield return new QmpStep("migrate-set-parameters", parameters);
        PlanStep[] cancel = [new QmpStep("migrate_cancel") { IgnoreErrors = true }];
        yield return new OpenResource(new StreamFile(StreamName, request.Path, offset, SaveFormats.WritingFilters(request.Format, request.BypassCache),
            ForWriting: true));
        if (sparse)
        {
            yield return AddFd(StreamName, "libvirt-outgoing-migrate-fd", fdSet);
            if (request.BypassCache)
            {
                yield return new OpenResource(new StreamFile("migrate-direct", request.Path, offset, [], ForWriting: true) { Direct = true });
                yield return AddFd("migrate-direct", "libvirt-outgoing-migrate-directio-fd", fdSet);
            }

            string uri = string.Create(CultureInfo.InvariantCulture, $"file:/dev/fdset/{fdSet},offset=0x{offset:x}");
            yield return new QmpStep("migrate", new PropertyBag().Add("resume", false).Add("uri", uri)) { Undo = cancel, UndoAt = UndoTime.Failure };
        }
        else
        {
            yield return new QmpStep("getfd", new PropertyBag().Add("fdname", StreamName)) { Descriptor = StreamName };
            yield return new QmpStep("migrate", new PropertyBag().Add("resume", false).Add("uri", "fd:" + StreamName))
            {
                Undo = cancel,
                UndoAt = UndoTime.Failure
            };
        }

        yield return new WaitForMigration(request.Job);
        yield return new CloseResource(StreamName) { Purpose = $"writing '{request.Path}'" };
        if (sparse)
        {
            yield return new QmpStep("remove-fd", new PropertyBag().Add("fdset-id", fdSet)) { IgnoreErrors = true };
        }

        foreach (PlanStep step in reset)
        {
            yield return step;
        }
    }

    private static QmpStep AddFd(string descriptor, string opaque, int fdSet) =>
        new("add-fd", new PropertyBag().Add("opaque", opaque).Add("fdset-id", fdSet)) { Descriptor = descriptor };
}
