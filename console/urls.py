"""The addresses of the pages."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from console.views import (
    alert,
    audit,
    batch,
    capture,
    case,
    health,
    hits,
    listing,
    order,
    run,
    saved_search,
    search,
)

urlpatterns = [
    path("", search.search, name="search"),
    path("listings/<str:listing_id>/", listing.listing, name="listing"),
    path("listings/<str:listing_id>/like", search.like_this, name="like-this"),
    path("listings/<str:listing_id>/review", listing.review, name="review"),
    path("listings/<str:listing_id>/case", listing.add_to_case, name="add-to-case"),
    path("listings/<str:listing_id>/export", listing.export, name="export"),
    path("listings/<str:listing_id>/reveal", capture.reveal, name="reveal"),
    path("captures/<str:digest>/screenshot.png", capture.screenshot, name="screenshot"),
    path("export", hits.export, name="export-hits"),
    path("orders/<int:number>/", order.order, name="order"),
    path("orders/<int:number>/bundle.zip", order.download, name="download"),
    path("cases/", case.all_cases, name="cases"),
    path("cases/<int:number>/", case.case, name="case"),
    path("cases/<int:number>/remove", case.remove, name="remove-from-case"),
    path("cases/<int:number>/export", case.export, name="export-case"),
    path("saved-searches/", saved_search.all_searches, name="saved-searches"),
    path("saved-searches/new", saved_search.new_search, name="new-search"),
    path("saved-searches/<int:number>/", saved_search.saved_search, name="saved-search"),
    path("saved-searches/<int:number>/active", saved_search.set_active, name="set-search-active"),
    path("saved-searches/<int:number>/remove", saved_search.remove, name="remove-search"),
    path("saved-searches/<int:number>/run", saved_search.run, name="run-search"),
    path("alerts/", alert.all_alerts, name="alerts"),
    path("alerts/acknowledge", alert.acknowledge, name="acknowledge"),
    path("lists/", batch.all_lists, name="lists"),
    path("lists/<int:number>/", batch.one_list, name="list"),
    path("lists/<int:number>/ask", batch.ask, name="ask-list"),
    path("lists/<int:number>/cancel", batch.cancel, name="cancel-list"),
    path("lists/<int:number>/remove", batch.remove, name="remove-list"),
    path("lists/<int:number>/hits.<str:form>", batch.download, name="hits-of-list"),
    path("runs/", run.all_runs, name="runs"),
    path("runs/now", run.run_now, name="run-now"),
    path("schedules/", run.add_schedule, name="add-schedule"),
    path("schedules/<int:number>/active", run.set_active, name="set-active"),
    path("audit/", audit.audit, name="audit"),
    path("sign-in/", LoginView.as_view(template_name="console/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("healthz", health.healthz, name="healthz"),
]
handler400 = "console.views.refusal.refuse_request"
