using System.Text;
using System.Text.Json;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Conformance.State;

/// <summary>Bitmaps along the chain libvirt-1-format … libvirt-5-format, the top one first.</summary>
internal static class BitmapCases
{
    public static void Detect(StateCase @case, StateOutcome outcome)
    {
        BlockNodes nodes = Nodes(@case);
        var text = new StringBuilder();
        for (int i = 0; i < 30; i++)
        {
            if (nodes[$"libvirt-{i}-format"] is { } node)
            {
                Describe(text, node);
            }
        }

        outcome.SameText("text", @case.Expected("text"), text.ToString());
    }

    public static void Validate(StateCase @case, StateOutcome outcome) =>
        outcome.Same("valid", @case.Flag("valid"), Chain(@case).IsValid(@case.Text("bitmap")!));

    public static void BackupMerge(StateCase @case, StateOutcome outcome)
    {
        var actions = new TransactionActions();
        void Merge() => Chain(@case).MergeForBackup(actions, @case.Text("incremental")!, @case.Text("target")!, @case.Text("targetBitmap")!, "testdisk");
        if (@case.Flag("refused"))
        {
            StateCases.Refused(outcome, Merge);
            return;
        }

        Merge();
        SameActions(@case, outcome, actions);
    }

    public static void CheckpointDelete(StateCase @case, StateOutcome outcome)
    {
        if (@case.Flag("refused"))
        {
            StateCases.Refused(outcome, () => Chain(@case).Remove(@case.Text("bitmap")!, "testdisk"));
            return;
        }

        BitmapRemoval removal = Chain(@case).Remove(@case.Text("bitmap")!, "testdisk");
        SameActions(@case, outcome, removal.Actions);
        outcome.Same("reopened", string.Join(' ', @case.Texts("reopenNodes")), string.Join(' ', removal.Reopened));
    }

    public static void Copy(StateCase @case, StateOutcome outcome) =>
        SameActions(@case, outcome, Chain(@case).AfterCopy(@case.Text("mirrorNode")!, @case.Flag("shallow")));

    public static void Commit(StateCase @case, StateOutcome outcome)
    {
        int top = (int)@case.Number("topImage")! - 1;
        int below = (int)@case.Number("baseImage")! - 1;
        SameActions(@case, outcome, Chain(@case).From(top).AfterCommit(below - top, @case.Flag("active")));
    }

    private static BlockNodes Nodes(StateCase @case)
    {
        using JsonDocument document = JsonDocument.Parse(@case.Input("nodes"));
        return BlockNodes.Parse(document.RootElement);
    }

    private static BitmapChain Chain(StateCase @case) => new(Nodes(@case), Enumerable.Range(1, 5).Select(i => $"libvirt-{i}-format"));

    private static void SameActions(StateCase @case, StateOutcome outcome, TransactionActions actions)
    {
        IReadOnlyList<string> expected = JsonTexts.Split(@case.Expected("actions"));
        IReadOnlyList<string> items = expected is [var list] ? Items(list) : expected;
        outcome.SameJson("action", items, [.. actions.All.Select(a => PropertyWriter.ToJson(a, NoDescriptors.Instance))]);
    }

    private static List<string> Items(string list)
    {
        using JsonDocument document = JsonDocument.Parse(list);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(e => e.GetRawText())] : [list];
    }

    private static void Describe(StringBuilder text, BlockNode node)
    {
        text.Append(node.Name).Append(":\n");
        if (node.IsQcow2Version2)
        {
            text.Append(" qcow2 v2\n");
        }

        if (node.Snapshots.Count > 0)
        {
            text.Append(" internal snapshots:");
            foreach (InternalSnapshot snapshot in node.Snapshots)
            {
                text.Append($" '{snapshot.Name}'{(snapshot.HasMemory ? "(*)" : "")}");
            }

            text.Append('\n');
        }

        foreach (NodeBitmap b in node.Bitmaps)
        {
            text.Append(
                $" {b.Name,8}: record:{Bit(b.Recording)} busy:{Bit(b.Busy)} persist:{Bit(b.Persistent)} inconsist:{Bit(b.Inconsistent)} gran:{b.Granularity} "
                + $"dirty:{b.DirtyBytes}\n");
        }
    }

    private static int Bit(bool value) => value ? 1 : 0;
}
