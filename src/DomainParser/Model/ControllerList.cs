namespace VirshLite.DomainParser.Model;

/// <summary>The order of a domain's controllers (addresses.md 1.2).</summary>
public static class ControllerList
{
    /// <summary>
    /// Puts a controller where it belongs: without an index behind the last of its type; with one before the first of a greater index (a USB controller
    /// that is no companion also before the companions of its own index), else behind the last of its type.
    /// </summary>
    public static void Insert(List<Controller> controllers, Controller controller)
    {
        int place = -1;
        for (int i = controllers.Count - 1; i >= 0; i--)
        {
            Controller other = controllers[i];
            if (other.Type != controller.Type)
            {
                continue;
            }

            if (controller.Index is not { } index)
            {
                place = i + 1;
                break;
            }

            bool standsBefore = other.Index > index
                || (other.Index == index && controller.Type == ControllerType.Usb && controller.MasterStartPort is null && other.MasterStartPort is not null);
            if (standsBefore)
            {
                place = i;
            }
            else if (place < 0)
            {
                place = i + 1;
            }
        }

        controllers.Insert(place < 0 ? controllers.Count : place, controller);
    }

    /// <summary>The first controller of that type and index; null where there is none.</summary>
    public static Controller? Find(List<Controller> controllers, ControllerType type, uint index)
    {
        foreach (Controller controller in controllers)
        {
            if (controller.Type == type && controller.Index == index)
            {
                return controller;
            }
        }

        return null;
    }
}
