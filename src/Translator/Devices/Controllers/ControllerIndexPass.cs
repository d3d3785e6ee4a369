using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Indexes that the XML leaves out (addresses.md 1.3).</summary>
internal sealed class ControllerIndexPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        bool isReordered = false;
        for (int i = 0; i < domain.Controllers.Count; i++)
        {
            Controller controller = domain.Controllers[i];
            if (controller.Index is not null)
            {
                continue;
            }

            if (i > 0 && controller.Type == ControllerType.Usb && controller.IsIch9Usb)
            {
                controller.Index = IndexOfGroup(domain, i);
                isReordered = true;
            }

            controller.Index ??= LowestFree(domain, controller.Type);
        }

        if (isReordered)
        {
            Controller[] controllers = [.. domain.Controllers];
            domain.Controllers.Clear();
            foreach (Controller controller in controllers)
            {
                ControllerList.Insert(domain.Controllers, controller);
            }
        }
    }

    /// <summary>The index of the ich9 controller before it, unless its group has this model already.</summary>
    private static uint? IndexOfGroup(Domain domain, int place)
    {
        Controller controller = domain.Controllers[place];
        for (int i = place - 1; i >= 0; i--)
        {
            Controller before = domain.Controllers[i];
            if (before.Type != ControllerType.Usb)
            {
                continue;
            }

            if (!before.IsIch9Usb)
            {
                return null;
            }

            bool isUsed = domain.Controllers.Exists(c => c.Type == ControllerType.Usb && c.Model == controller.Model && c.Index == before.Index);
            return isUsed ? null : before.Index;
        }

        return null;
    }

    private static uint LowestFree(Domain domain, ControllerType type)
    {
        uint index = 0;
        while (ControllerList.Find(domain.Controllers, type, index) is not null)
        {
            index++;
        }

        return index;
    }
}
