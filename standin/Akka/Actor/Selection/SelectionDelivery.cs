namespace Akka.Actor;

/// <summary>Carries a message along a selection, from an actor of this process as far as this process goes.</summary>
internal static class SelectionDelivery
{
    public static void Deliver(IInternalActorRef anchor, IActorRef sender, ActorSelectionMessage selection)
    {
        var current = anchor;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            if (current is not ActorRefWithCell withCell)
            {
                // Another system, or a reference without children: it decides what becomes of the rest.
                current.Tell(new ActorSelectionMessage(selection.Message, selection.Elements[i..], selection.WildCardFanOut), sender);
                return;
            }

            switch (selection.Elements[i])
            {
                case SelectParent:
                    current = withCell.Parent;
                    break;
                case SelectChildName child:
                    current = withCell.GetSingleChild(child.Name);
                    if (current.IsNobody())
                    {
                        Miss(anchor, sender, selection, withCell);
                        return;
                    }
                    break;
                case SelectChildPattern pattern:
                    FanOut(anchor, sender, selection, withCell, pattern, selection.Elements[(i + 1)..]);
                    return;
            }
        }
        current.Tell(selection.Message, sender);
    }

    private static void FanOut(
        IInternalActorRef anchor,
        IActorRef sender,
        ActorSelectionMessage selection,
        ActorRefWithCell parent,
        SelectChildPattern pattern,
        SelectionPathElement[] rest)
    {
        var matches = parent.Children.Where(child => pattern.Fits(child.Path.Name)).ToArray();
        if (matches.Length == 0)
            Miss(anchor, sender, selection, parent);
        var copy = new ActorSelectionMessage(selection.Message, rest, selection.WildCardFanOut || matches.Length > 1);
        foreach (var match in matches)
            Deliver((IInternalActorRef)match, sender, copy);
    }

    private static void Miss(IInternalActorRef anchor, IActorRef sender, ActorSelectionMessage selection, ActorRefWithCell at)
    {
        if (selection.WildCardFanOut)
            return;
        var path = anchor.Path / selection.Elements.Select(element => element.ToString());
        new EmptyLocalActorRef(at.Provider, path, ((LocalActorRef)at).Cell.SystemImpl.EventStream).Tell(selection, sender);
    }
}
