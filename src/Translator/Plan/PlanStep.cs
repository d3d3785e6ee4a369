namespace VirshLite.Translator.Plan;

/// <summary>
/// One step of a plan, as data. A plan of any kind (a launch, a change of a running guest, a network, a saved state) is a list of these: pure code makes it,
/// Runner's executor carries it out from first to last, everything that shows or compares renders it. Steps name descriptors and files; they hold no handles.
/// </summary>
public abstract record PlanStep
{
    /// <summary>What the step is for, in words that stand before an error's text: <c>setting the VNC password</c>. null: the error stands alone.</summary>
    public string? Purpose { get; init; }

    /// <summary>The plan goes on where the step fails.</summary>
    public bool IgnoreErrors { get; init; }

    /// <summary>
    /// What takes the step back, in the order in which it is to be done. It is noted before the step is done, and so must fit a step that is half done or not
    /// done at all; its own failures stop nothing. Undos of a plan are carried out in reverse order of their steps.
    /// </summary>
    public IReadOnlyList<PlanStep> Undo { get; init; } = [];

    /// <summary>When <see cref="Undo"/> counts.</summary>
    public UndoTime UndoAt { get; init; } = UndoTime.End;

    /// <summary>
    /// Whose step this is: a device's alias (<c>net1</c>), which a later <see cref="TakeBack"/> names. null: it belongs to the guest or network as a whole.
    /// </summary>
    public string? Owner { get; init; }
}

/// <summary>Until when a step can be taken back.</summary>
public enum UndoTime
{
    /// <summary>
    /// When the plan fails, when its owner is taken back, and when the guest or network ends. Such undos stand in the journal on file, so that they outlive the
    /// process that carries the plan out; monitor commands and events cannot be among them, since no monitor outlives its guest.
    /// </summary>
    End,

    /// <summary>
    /// Only when the plan fails; nothing of it is left to undo once the plan is through (a descriptor that was lent, a node that a failed device leaves
    /// behind).
    /// </summary>
    Failure,
}

/// <summary>
/// Does now what was noted as undo for <paramref name="Of"/> (a device's alias), newest first, and forgets it: the host's part of unplugging.
/// </summary>
public sealed record TakeBack(string Of) : PlanStep;
