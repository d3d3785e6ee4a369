namespace VirshLite.Translator.Plan;

/// <summary>A step of a plan as one line for people: <c>device_add {"driver":…}</c>, <c>run ip link delete dev macvtap0</c>.</summary>
public static class StepText
{
    /// <summary><paramref name="numbering"/> gives descriptors that arguments name their numbers.</summary>
    public static string Of(PlanStep step, IFdNumbering numbering) => step switch
    {
        QmpStep qmp => qmp.Command + (qmp.Arguments is { } arguments ? " " + PropertyWriter.ToJson(arguments, numbering) : "")
            + (qmp.Descriptor is { } fd ? $" (with {fd})" : ""),
        WaitForEvent wait => "wait for " + string.Join(" or ", wait.Events.Select(e => e.Name)),
        WaitForMigration { Until: { } until } => "wait for the migration's " + until,
        WaitForMigration => "wait for the end of the migration",
        WaitForDump => "wait for the end of the dump",
        WaitForJob job => $"wait until job {job.Id} is {job.Status}",
        PatchFile patch => $"write {patch.Content.Length} bytes to {patch.Path} at {patch.Offset}",
        TakeBack back => "take back what was made for " + back.Of,
        OpenResource open => "open " + open.Resource.Name,
        CloseResource close => "close " + close.Name,
        MakeDirectory make => $"make {make.Directory.Path} (mode {Convert.ToString((int)make.Directory.Mode, 8)})",
        MakeFile make => "write " + make.File.Path,
        RemoveFile remove => "remove " + remove.Path,
        RemoveTree remove => $"remove {remove.Path} and what is in it",
        WriteKernelFile write => $"write {write.Text.Trim()} to {write.Path}",
        GiveFile give => $"let QEMU open {give.Resource.Path}",
        RunCommand run => "run " + CommandText.OneLine([], run.Program, run.Arguments).TrimEnd(),
        StartHelper start => "start " + CommandText.OneLine([], start.Helper.Program, start.Helper.Arguments).TrimEnd(),
        StopByPidFile stop => $"end {stop.Program} ({stop.Path})",
        StopMarked stop => "end processes that bear " + stop.Mark,
        Tell tell => "tell " + tell.Event.Kind,
        FollowRxFilter follow => $"let {follow.Device} take what the guest's card takes",
        Retune => "set limits and affinity of the guest's threads",
        CheckPath check => "check " + check.Requirement.Path,
        AdaptInterface adapt => $"adapt {adapt.Device}",
        RemovePacketRules rules => $"remove the packet rules marked {rules.Mark}",
        PrepareHostDevice prepare => $"prepare the host's device for {prepare.Device.Owner}",
        _ => throw new InvalidOperationException($"a step of type {step.GetType().Name} has no text"),
    };
}
